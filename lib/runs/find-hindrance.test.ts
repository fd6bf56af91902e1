import { describe, expect, it } from "vitest";
import { findHindrance, type HeardWorker } from "./find-hindrance.ts";

const now = new Date("2026-11-22T12:00:00Z");
const answers = { available: true, id: "one", version: "20.10" };
const hangs = { available: false, reason: "The engine does not answer.", cure: "Start it again." };

function worker(id: string, given: { secondsAgo?: number; engine?: unknown } = {}): HeardWorker {
  const heartbeatAt = new Date(now.getTime() - (given.secondsAgo ?? 1) * 1000);
  return { id, heartbeatAt, engine: given.engine ?? answers };
}

describe("findHindrance", () => {
  const running = { status: "running", workerId: "a" } as const;
  const queued = { status: "queued", workerId: null } as const;

  it("says of a build that runs that its own worker's engine does not answer, and what to do", () => {
    const workers = [worker("b"), worker("a", { engine: hangs })];
    expect(findHindrance(running, workers, now)).toBe("The engine does not answer. Start it again.");
    expect(findHindrance({ ...running, workerId: "b" }, workers, now)).toBeUndefined();
  });

  it("says that a worker was not heard of, and whether there is another", () => {
    const silent = worker("a", { secondsAgo: 60 });
    expect(findHindrance(running, [silent, worker("b")], now)).toMatch(/another takes it over/);
    expect(findHindrance(running, [silent], now)).toMatch(/npm start/);
  });

  it("says that a queued build waits for a worker only where there is none", () => {
    expect(findHindrance(queued, [], now)).toMatch(/none is running/);
    expect(findHindrance(queued, [worker("b", { engine: hangs })], now)).toBeUndefined();
  });

  it("says nothing of what has ended, or runs well", () => {
    expect(findHindrance({ ...running, status: "failed" }, [], now)).toBeUndefined();
    expect(findHindrance(running, [worker("a")], now)).toBeUndefined();
  });
});
