"use client";

import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { callRun } from "@/components/runs/call-run.ts";
import { notify } from "@/components/ui/toast.tsx";
import type { Deed } from "./entry.ts";

/** Does what a line of the palette promises. */
export function useDeed(): (deed: Deed) => void {
  const router = useRouter();
  const { ask } = useAsk({ redraws: false });
  const { resolvedTheme, setTheme } = useTheme();

  async function rebuild({ kind: _, ...body }: Extract<Deed, { kind: "rebuild" }>) {
    const { number } = await callRun("/runs", { method: "POST", body });
    router.push(`/runs/${number}`);
  }

  async function rescan({ path, body }: Extract<Deed, { kind: "rescan" }>) {
    await tellApi(path, { method: "POST", body });
    notify({ text: "Scan asked for", detail: "Its answer appears where the findings are" });
    router.refresh();
  }

  return (deed) => {
    if (deed.kind === "go") router.push(deed.href);
    if (deed.kind === "download") window.location.assign(deed.href);
    if (deed.kind === "theme") setTheme(resolvedTheme === "dark" ? "light" : "dark");
    if (deed.kind === "rebuild") void ask(() => rebuild(deed));
    if (deed.kind === "rescan") void ask(() => rescan(deed));
  };
}
