import type { BuildStatusName } from "@/lib/runs/schemas.ts";
import { type MarkState, StateLabel } from "./state-mark.tsx";

const STATES: Record<BuildStatusName, { mark: MarkState; word: string }> = {
  queued: { mark: "waiting", word: "queued" },
  running: { mark: "running", word: "building" },
  succeeded: { mark: "up", word: "succeeded" },
  failed: { mark: "failed", word: "failed" },
  cancelled: { mark: "waiting", word: "cancelled" },
};

export function markOfBuild(status: BuildStatusName): MarkState {
  return STATES[status].mark;
}

/** A run's or a build's state as mark and word; `detail` follows the word. */
export function BuildState({ status, detail }: { status: BuildStatusName; detail?: string }) {
  const { mark, word } = STATES[status];
  return <StateLabel state={mark}>{detail ? `${word}${detail}` : word}</StateLabel>;
}
