import { StringDecoder } from "node:string_decoder";
import { isCancellation } from "./engine-words.ts";
import type { TraceMessage, TraceVertex } from "./trace.ts";
import type { BuildProgress } from "./types.ts";

const LAST_LINES = 20;
const MAX_LINE_CHARACTERS = 4000;
/** The line that ends the log of a step whose engine stopped telling of it. */
export const LOG_LOST = "[The engine lost the rest of this step's log.]";

type StepEvent = Extract<BuildProgress, { type: "step" }>;
type Step = {
  name: string;
  startedAt: Date | undefined;
  finishedAt: Date | undefined;
  status: StepEvent["status"] | undefined;
  error: string;
  decoders: Map<number, StringDecoder>;
  lastLines: string[];
  openLine: string;
};

/** The steps of one build: turns BuildKit's repeated snapshots into one event for each change. */
export class BuildSteps {
  readonly #steps = new Map<string, Step>();
  /** When this build began, by the engine's clock. */
  #since: Date | undefined;

  /** The events that one message of the engine means, in order. */
  take(message: TraceMessage): BuildProgress[] {
    const events: BuildProgress[] = [];
    // Logs go between "running" and the end, also where one message holds all three.
    const ends: BuildProgress[] = [];
    for (const vertex of message.vertexes) {
      for (const event of this.#takeVertex(vertex)) (event.status === "running" ? events : ends).push(event);
    }
    for (const log of message.logs) {
      const step = this.#step(log.vertex);
      const decoder = step.decoders.get(log.stream) ?? new StringDecoder("utf8");
      step.decoders.set(log.stream, decoder);
      const text = decoder.write(Buffer.from(log.msg));
      if (text === "") continue;
      keepLastLines(step, text);
      events.push({ type: "log", digest: log.vertex, text, at: log.timestamp ?? new Date() });
    }
    return [...events, ...ends];
  }

  /** The first step that failed by itself (not one that was stopped because another failed). */
  failedStep(): { digest: string; name: string; error: string; lastLines: string[] } | undefined {
    for (const [digest, step] of this.#steps) {
      if (step.status !== "failed") continue;
      const lastLines = step.openLine === "" ? step.lastLines : [...step.lastLines, step.openLine];
      return { digest, name: step.name, error: step.error, lastLines: lastLines.slice(-LAST_LINES) };
    }
    return undefined;
  }

  /** A last line for the logs of the steps that were still running when the engine stopped telling of them. */
  loseRest(at: Date): BuildProgress[] {
    return this.#running().map(([digest, step]) => {
      const text = `${step.openLine === "" ? "" : "\n"}${LOG_LOST}\n`;
      return { type: "log", digest, text, at };
    });
  }

  /** Ends for the steps that were still running when the stream ended: nobody else will end them. */
  endRunning(status: "completed" | "cancelled" | "failed", at: Date): StepEvent[] {
    return this.#running().map(([digest, step]) => {
      step.status = status;
      step.finishedAt = at;
      return endEvent(digest, step, status);
    });
  }

  #running(): [string, Step][] {
    return [...this.#steps].filter(([, step]) => step.status === "running");
  }

  #step(digest: string): Step {
    let step = this.#steps.get(digest);
    if (!step) {
      step = {
        name: "",
        startedAt: undefined,
        finishedAt: undefined,
        status: undefined,
        error: "",
        decoders: new Map(),
        lastLines: [],
        openLine: "",
      };
      this.#steps.set(digest, step);
    }
    return step;
  }

  #takeVertex(vertex: TraceVertex): StepEvent[] {
    const step = this.#step(vertex.digest);
    if (vertex.name !== "") step.name = vertex.name;
    if (vertex.started && !step.startedAt) step.startedAt = vertex.started;
    if (vertex.error !== "") step.error = vertex.error;
    if (step.name.startsWith("[internal]")) this.#since ??= step.startedAt;
    if (!vertex.completed) return vertex.started ? begin(vertex.digest, step, vertex.started) : [];
    const status = this.#endStatus(vertex);
    // The engine asks its cache again for a step that it has just run: that step did run.
    if (step.status === "completed" && status === "cached") return [];
    if (step.status === status && step.finishedAt?.getTime() === vertex.completed.getTime()) return [];
    // An engine that is busy may tell of a step's beginning and of its end at once.
    const isNews = step.status === undefined && status !== "cached";
    const begun = isNews && vertex.started ? begin(vertex.digest, step, vertex.started) : [];
    step.status = status;
    step.finishedAt = vertex.completed;
    return [...begun, endEvent(vertex.digest, step, status)];
  }

  #endStatus({ error, cached, completed }: TraceVertex): "completed" | "cached" | "failed" | "cancelled" {
    if (error !== "") return isCancellation(error) ? "cancelled" : "failed";
    // Another build in the engine ran it before this one began: here it took no time.
    const isOthers = this.#since !== undefined && completed !== undefined && completed < this.#since;
    return cached || isOthers ? "cached" : "completed";
  }
}

function begin(digest: string, step: Step, startedAt: Date): StepEvent[] {
  if (step.status === "running") return [];
  step.status = "running";
  return [{ type: "step", digest, name: step.name, status: "running", startedAt }];
}

function endEvent(
  digest: string,
  step: Step,
  status: "completed" | "cached" | "failed" | "cancelled",
): StepEvent {
  return {
    type: "step",
    digest,
    name: step.name,
    status,
    ...(step.startedAt && { startedAt: step.startedAt }),
    ...(step.finishedAt && { finishedAt: step.finishedAt }),
    ...(step.error !== "" && { error: step.error }),
  };
}

function keepLastLines(step: Step, text: string): void {
  const lines = (step.openLine + text).split("\n");
  step.openLine = (lines.pop() ?? "").slice(-MAX_LINE_CHARACTERS);
  for (const line of lines) step.lastLines.push(line.replace(/\r$/, "").slice(-MAX_LINE_CHARACTERS));
  if (step.lastLines.length > LAST_LINES) step.lastLines = step.lastLines.slice(-LAST_LINES);
}
