import { describe, expect, it } from "vitest";
import { BuildSteps, LOG_LOST } from "./build-steps.ts";
import type { TraceMessage, TraceVertex } from "./trace.ts";

const at = (seconds: number) => new Date(seconds * 1000);
const vertex = (fields: Partial<TraceVertex>): TraceVertex => ({
  digest: "sha256:a",
  name: "RUN a",
  cached: false,
  started: undefined,
  completed: undefined,
  error: "",
  ...fields,
});
const message = (vertexes: TraceVertex[], logs: TraceMessage["logs"] = []): TraceMessage => ({
  vertexes,
  logs,
});
const log = (bytes: string | Buffer, stream = 1) => ({
  vertex: "sha256:a",
  timestamp: at(1),
  stream,
  msg: Buffer.from(bytes),
});
const states = (steps: BuildSteps, ...messages: TraceMessage[]) =>
  messages
    .flatMap((one) => steps.take(one))
    .map((event) => (event.type === "step" ? event.status : event.text));

describe("BuildSteps", () => {
  it("tells each change once, however often the engine repeats it", () => {
    const waiting = message([vertex({})]);
    const started = message([vertex({ started: at(1) })]);
    const completed = message([vertex({ started: at(1), completed: at(2) })]);
    const steps = new BuildSteps();
    expect(states(steps, waiting, started, started, completed, completed)).toEqual(["running", "completed"]);
  });

  it("calls a step cached without a start, and does not take back that a step has run", () => {
    const cached = message([vertex({ started: at(1), completed: at(1), cached: true })]);
    expect(states(new BuildSteps(), cached, cached)).toEqual(["cached"]);
    const ran = message([vertex({ started: at(1), completed: at(2) })]);
    expect(states(new BuildSteps(), ran, cached)).toEqual(["running", "completed"]);
  });

  it("calls a step cached that another build ran before this one began", () => {
    const begun = vertex({
      digest: "sha256:i",
      name: "[internal] load remote build context",
      started: at(10),
    });
    const before = message([vertex({ started: at(1), completed: at(4) })]);
    const after = message([vertex({ digest: "sha256:b", started: at(11), completed: at(12) })]);
    expect(states(new BuildSteps(), message([begun]), before, after)).toEqual([
      "running",
      "cached",
      "running",
      "completed",
    ]);
  });

  it("keeps the first start of a step that runs in parts", () => {
    const steps = new BuildSteps();
    steps.take(message([vertex({ started: at(1), completed: at(2) })]));
    steps.take(message([vertex({ started: at(5) })]));
    const [end] = steps.take(message([vertex({ started: at(5), completed: at(9) })]));
    expect(end).toMatchObject({ status: "completed", startedAt: at(1), finishedAt: at(9) });
  });

  it("puts the log between start and end where one message has all three, told of the start before or not", () => {
    const all = message([vertex({ started: at(1), completed: at(2) })], [log("a\n"), log("b\n")]);
    const whole = ["running", "a\n", "b\n", "completed"];
    expect(states(new BuildSteps(), message([vertex({ started: at(1) })]), all)).toEqual(whole);
    expect(states(new BuildSteps(), all)).toEqual(whole);
  });

  it("puts letters together that come in two pieces, each stream by itself", () => {
    const bytes = Buffer.from("é");
    const logs = [log(bytes.subarray(0, 1)), log("x", 2), log(bytes.subarray(1))];
    expect(states(new BuildSteps(), message([], logs))).toEqual(["x", "é"]);
  });

  it("keeps a failing step's last 20 lines, the unfinished one too", () => {
    const steps = new BuildSteps();
    steps.take(message([vertex({ started: at(1) })]));
    for (let line = 1; line <= 50; line += 1)
      steps.take(message([], [log(`line ${line}\r\nunfinished`), log("\n")]));
    steps.take(message([vertex({ completed: at(2), error: "exit code: 1" })], [log("the end")]));
    const failed = steps.failedStep();
    expect(failed?.lastLines).toHaveLength(20);
    expect(failed?.lastLines.slice(-3)).toEqual(["line 50", "unfinished", "the end"]);
    expect(failed).toMatchObject({ name: "RUN a", error: "exit code: 1" });
  });

  it("tells a step that failed from those that were stopped because of it", () => {
    const steps = new BuildSteps();
    const stopped = vertex({
      digest: "sha256:b",
      started: at(1),
      completed: at(2),
      error: "context canceled",
    });
    const failed = vertex({ started: at(1), completed: at(2), error: "exit code: 2" });
    expect(states(steps, message([stopped, failed])).slice(-2)).toEqual(["cancelled", "failed"]);
    expect(steps.failedStep()?.digest).toBe("sha256:a");
  });

  it("says in the log of what was running, on a line of its own, that the rest was lost", () => {
    const steps = new BuildSteps();
    steps.take(
      message([
        vertex({ started: at(1) }),
        vertex({ digest: "sha256:b", started: at(1) }),
        vertex({ digest: "sha256:c", started: at(1), completed: at(2) }),
      ]),
    );
    steps.take(message([], [log("line 1\nli")]));
    expect(steps.loseRest(at(3))).toEqual([
      { type: "log", digest: "sha256:a", text: `\n${LOG_LOST}\n`, at: at(3) },
      { type: "log", digest: "sha256:b", text: `${LOG_LOST}\n`, at: at(3) },
    ]);
  });

  it("ends what was running when the stream ended", () => {
    const steps = new BuildSteps();
    steps.take(
      message([vertex({ started: at(1) }), vertex({ digest: "sha256:b", started: at(1), completed: at(2) })]),
    );
    expect(steps.endRunning("cancelled", at(3))).toMatchObject([
      { digest: "sha256:a", status: "cancelled", finishedAt: at(3) },
    ]);
    expect(steps.endRunning("cancelled", at(4))).toEqual([]);
  });
});
