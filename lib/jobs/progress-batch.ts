import { toStorableText } from "../db/storable.ts";
import type { BuildProgress } from "../engine/types.ts";
import { MAX_CHUNK_LINES } from "../runs/log-chunks.ts";
import type { StepView } from "../runs/schemas.ts";
import { LineSplitter } from "./log-lines.ts";

export type StepEvent = { kind: "step"; digest: string; step: StepView };
export type LogEvent = { kind: "log"; step: number | null; lines: string[] };
export type ProgressEvent = StepEvent | LogEvent;

type Step = { index: number; startedAt: Date | undefined; lines: LineSplitter };

/** Turns an engine's messages into the events that are stored, in their order: steps numbered, logs cut into chunks. */
export class ProgressBatch {
  #steps = new Map<string, Step>();
  #events: ProgressEvent[] = [];
  #pendingLines = 0;

  get pendingLines(): number {
    return this.#pendingLines;
  }

  push(progress: BuildProgress): void {
    const step = this.#step(progress.digest);
    if (progress.type === "log") {
      this.#log(step.index, step.lines.push(toStorableText(progress.text)));
      return;
    }
    if (progress.status !== "running") this.#log(step.index, step.lines.end());
    step.startedAt = progress.startedAt ?? step.startedAt;
    this.#events.push({ kind: "step", digest: progress.digest, step: toStepView(progress, step) });
  }

  /** Everything since the last time; the unfinished last lines too where this is the end. */
  take(isEnd: boolean): ProgressEvent[] {
    if (isEnd) for (const step of this.#steps.values()) this.#log(step.index, step.lines.end());
    const events = this.#events;
    this.#events = [];
    this.#pendingLines = 0;
    return events;
  }

  #step(digest: string): Step {
    const known = this.#steps.get(digest);
    if (known) return known;
    const step: Step = { index: this.#steps.size + 1, startedAt: undefined, lines: new LineSplitter() };
    this.#steps.set(digest, step);
    return step;
  }

  #log(step: number, lines: readonly string[]): void {
    this.#pendingLines += lines.length;
    for (const line of lines) {
      const last = this.#events.at(-1);
      if (last?.kind === "log" && last.step === step && last.lines.length < MAX_CHUNK_LINES)
        last.lines.push(line);
      else this.#events.push({ kind: "log", step, lines: [line] });
    }
  }
}

function toStepView(progress: Exclude<BuildProgress, { type: "log" }>, step: Step): StepView {
  const finishedAt = progress.status === "running" ? undefined : progress.finishedAt;
  const error = progress.status === "running" ? undefined : progress.error;
  return {
    index: step.index,
    name: toStorableText(progress.name),
    status: progress.status,
    ...(step.startedAt ? { startedAt: step.startedAt.toISOString() } : {}),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
    ...(error === undefined ? {} : { error: toStorableText(error) }),
  };
}
