"use client";

import { useCallback, useState } from "react";
import { useRepeated } from "@/components/ui/use-repeated.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import { callRun } from "./call-run.ts";

const POLL_MS = 1_000;

export type PolledRun = {
  run: RunView;
  /** False while the server does not answer; what is shown is then what was last known. */
  isFresh: boolean;
  refresh: () => Promise<void>;
  /** Takes an answer that another call brought. */
  accept: (run: RunView) => void;
};

/** The run as the server rendered it, kept up to date while it goes. */
export function usePolledRun(initial: RunView): PolledRun {
  const [run, setRun] = useState(initial);
  const [isFresh, setIsFresh] = useState(true);

  const refresh = useCallback(async () => {
    try {
      setRun(await callRun(`/runs/${initial.id}`));
      setIsFresh(true);
    } catch {
      setIsFresh(false);
    }
  }, [initial.id]);

  useRepeated(refresh, { everyMs: POLL_MS, isOn: isGoing(run) });

  return { run, isFresh, refresh, accept: setRun };
}
