import type { JobStatus } from "@/lib/job-status.ts";
import { type MarkState, StateLabel } from "./state-mark.tsx";

const STATES: Record<JobStatus, { mark: MarkState; word: string }> = {
  queued: { mark: "waiting", word: "queued" },
  running: { mark: "running", word: "building" },
  succeeded: { mark: "up", word: "succeeded" },
  failed: { mark: "failed", word: "failed" },
  cancelled: { mark: "waiting", word: "cancelled" },
};

export function markOfBuild(status: JobStatus): MarkState {
  return STATES[status].mark;
}

/** A run's or a build's state as mark and word; `detail` follows the word. */
export function BuildState({ status, detail }: { status: JobStatus; detail?: string }) {
  const { mark, word } = STATES[status];
  return <StateLabel state={mark}>{detail ? `${word}${detail}` : word}</StateLabel>;
}
