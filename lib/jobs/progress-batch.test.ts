import { describe, expect, it } from "vitest";
import type { BuildProgress } from "../engine/types.ts";
import { ProgressBatch } from "./progress-batch.ts";

const at = new Date("2026-01-01T00:00:00Z");
const later = new Date("2026-01-01T00:00:09Z");
const running = (digest: string): BuildProgress => ({
  type: "step",
  digest,
  name: `RUN ${digest}`,
  status: "running",
  startedAt: at,
});
const log = (digest: string, text: string): BuildProgress => ({ type: "log", digest, text, at });

describe("ProgressBatch", () => {
  it("numbers steps in the order in which they are heard of and keeps events in order", () => {
    const batch = new ProgressBatch();
    for (const each of [running("a"), running("b"), log("b", "1\n2\n"), log("a", "3\n"), log("b", "4\n")]) {
      batch.push(each);
    }
    expect(batch.take(false)).toMatchObject([
      { kind: "step", step: { index: 1, name: "RUN a" } },
      { kind: "step", step: { index: 2 } },
      { kind: "log", step: 2, lines: ["1", "2"] },
      { kind: "log", step: 1, lines: ["3"] },
      { kind: "log", step: 2, lines: ["4"] },
    ]);
    expect(batch.take(true)).toEqual([]);
  });

  it("keeps a step's start when its end comes without it, and its last words before the end", () => {
    const batch = new ProgressBatch();
    batch.push(running("a"));
    batch.push(log("a", "no newline"));
    batch.push({
      type: "step",
      digest: "a",
      name: "RUN a",
      status: "failed",
      finishedAt: later,
      error: "exit 1",
    });
    expect(batch.take(false).slice(1)).toEqual([
      { kind: "log", step: 1, lines: ["no newline"] },
      {
        kind: "step",
        digest: "a",
        step: {
          index: 1,
          name: "RUN a",
          status: "failed",
          startedAt: at.toISOString(),
          finishedAt: later.toISOString(),
          error: "exit 1",
        },
      },
    ]);
  });

  it("puts at most 200 lines into a chunk", () => {
    const batch = new ProgressBatch();
    batch.push(log("a", "x\n".repeat(450)));
    expect(batch.pendingLines).toBe(450);
    expect(batch.take(false).map((event) => event.kind === "log" && event.lines.length)).toEqual([
      200, 200, 50,
    ]);
    expect(batch.pendingLines).toBe(0);
  });

  it("gives out what has no newline only at the end", () => {
    const batch = new ProgressBatch();
    batch.push(log("a", "half"));
    expect(batch.take(false)).toEqual([]);
    expect(batch.take(true)).toEqual([{ kind: "log", step: 1, lines: ["half"] }]);
  });
});
