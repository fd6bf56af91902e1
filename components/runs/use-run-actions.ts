"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { notify } from "@/components/ui/toast.tsx";
import { type BuildView, type RunView, runView } from "@/lib/runs/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { callApi, notifyFailure } from "./call-api.ts";

const runAnswer = z.object({ run: runView });

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
  const [isBusy, setIsBusy] = useState(false);
  const router = useRouter();

  async function call(path: string, body?: unknown): Promise<RunView | undefined> {
    setIsBusy(true);
    try {
      return (await callApi(runAnswer, path, { method: "POST", body })).run;
    } catch (error) {
      notifyFailure(error);
      return undefined;
    } finally {
      setIsBusy(false);
    }
  }

  async function change(path: string) {
    const changed = await call(path);
    if (changed) accept(changed);
  }

  async function rebuild(variants: readonly VariantId[]) {
    const body = { service: run.service, recipe: run.recipe, variants };
    const started = await call("/runs", body);
    if (!started) return;
    if (started.id === run.id) {
      notify({ text: `Joined run ${run.number}, which is going already`, state: "running" });
      accept(started);
    } else router.push(`/runs/${started.number}`);
  }

  return {
    isBusy,
    cancelRun: () => void change(`/runs/${run.id}/cancel`),
    cancelBuild: (build) => void change(`/builds/${build.id}/cancel`),
    retryBuild: (build) => void change(`/builds/${build.id}/retry`),
    rebuild: (variants) => void rebuild(variants),
  };
}
