"use client";

import { useRouter } from "next/navigation";
import { useAsk } from "@/components/api/use-ask.ts";
import { notify } from "@/components/ui/toast.tsx";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { callRun } from "./call-run.ts";

export type RunActions = {
  /** True while a call is on its way: its buttons wait. */
  isBusy: boolean;
  cancelRun: () => void;
  cancelBuild: (build: BuildView) => void;
  retryBuild: (build: BuildView) => void;
  /** Starts a new run of these variants, or joins the one that is going, and opens it. */
  rebuild: (variants: readonly VariantId[]) => void;
};

/** What can be done with a run; each answer is the run as it then is. */
export function useRunActions(run: RunView, accept: (run: RunView) => void): RunActions {
  const { isAsking, ask } = useAsk({ redraws: false });
  const router = useRouter();

  const call = (path: string, body?: unknown) => callRun(path, { method: "POST", body });
  const change = (path: string) => void ask(async () => accept(await call(path)));

  const rebuild = (variants: readonly VariantId[]) =>
    void ask(async () => {
      const started = await call("/runs", { service: run.service, recipe: run.recipe, variants });
      if (started.id === run.id) {
        notify({ text: `Joined run ${run.number}, which is going already`, state: "running" });
        accept(started);
      } else router.push(`/runs/${started.number}`);
    });

  return {
    isBusy: isAsking,
    cancelRun: () => change(`/runs/${run.id}/cancel`),
    cancelBuild: (build) => change(`/builds/${build.id}/cancel`),
    retryBuild: (build) => change(`/builds/${build.id}/retry`),
    rebuild,
  };
}
