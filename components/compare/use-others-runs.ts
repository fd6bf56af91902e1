"use client";

import { useEffect, useRef } from "react";
import { callApi } from "@/components/api/call-api.ts";
import { callRun } from "@/components/runs/call-run.ts";
import { useRepeated } from "@/components/ui/use-repeated.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { RunView } from "@/lib/runs/schemas.ts";

const runsAnswer = () => import("@/components/runs/run-answer.ts").then((module) => module.runsAnswer);
const LOOK_MS = 3_000;

/**
 * Looks again and again whether somebody else has started a run of this service and recipe, and tells of it: one that is
 * going, or one that came and ended since the page was drawn (where `newest` says so; else since the first look). A page
 * that follows a run looks no further until that has ended.
 */
export function useOthersRuns(
  { service, recipe, newest: drawnWith }: { service: string; recipe: string; newest: number | undefined },
  known: RunView | undefined,
  onRun: (run: RunView) => void,
): void {
  const seen = useRef(drawnWith);
  useEffect(() => {
    // What was followed here is no news when it has been dismissed.
    if (known) seen.current = Math.max(seen.current ?? 0, known.number);
  }, [known]);
  const look = async () => {
    if (known && isGoing(known)) return;
    const before = seen.current;
    const query = new URLSearchParams({ service, limit: "1" });
    const [newest] = (await callApi(runsAnswer, `/runs?${query}`)).runs;
    seen.current = Math.max(seen.current ?? 0, newest?.number ?? 0);
    if (!newest || newest.number <= (before ?? 0) || newest.recipe !== recipe) return;
    if (before === undefined && !isGoing(newest)) return;
    onRun(await callRun(`/runs/${newest.id}`));
  };
  useRepeated(look, { everyMs: LOOK_MS });
}
