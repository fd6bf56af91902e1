import { describe, expect, it } from "vitest";
import type { BuildView, RunView } from "../runs/schemas.ts";
import { mergeIntervals, subtractIntervals, totalMs } from "./intervals.ts";
import { toTimeTicks } from "./time-axis.ts";
import { isDependencyStep, toTimeline } from "./timeline.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 3, 0, 0) + seconds * 1000).toISOString();
const ms = (seconds: number) => Date.parse(at(seconds));

function build(part: Partial<BuildView>): BuildView {
  return {
    id: "0199b0f4-0000-7000-8000-000000000001",
    variant: "scratch",
    status: "succeeded",
    attempt: 1,
    cancelRequested: false,
    cachedSteps: 0,
    steps: [],
    attempts: [],
    lineCount: 0,
    ...part,
  };
}

function run(...builds: BuildView[]): RunView {
  return {
    id: "0199b0f4-0000-7000-8000-000000000000",
    number: 1,
    service: "tiny",
    recipe: "default",
    recipeSummary: "",
    sourceDigest: "sha256:0",
    platform: "linux/amd64",
    force: false,
    status: "running",
    createdAt: at(0),
    builds,
  };
}

describe("intervals", () => {
  const span = (startMs: number, endMs: number) => ({ startMs, endMs });

  it("count overlapping time once", () => {
    expect(mergeIntervals([span(5, 9), span(0, 4), span(3, 6), span(20, 20)])).toEqual([span(0, 9)]);
    expect(totalMs([span(0, 10), span(5, 15), span(20, 21)])).toBe(16);
  });

  it("leave what is outside the holes", () => {
    expect(subtractIntervals([span(0, 10)], [span(2, 3), span(8, 20)])).toEqual([span(0, 2), span(3, 8)]);
    expect(subtractIntervals([span(0, 10)], [span(-5, 30)])).toEqual([]);
  });
});

describe("toTimeTicks", () => {
  it.each([1, 900, 4_000, 61_000, 304_000, 3_700_000, 90_000_000, 4e9])("labels %d ms legibly", (spanMs) => {
    const ticks = toTimeTicks(spanMs);
    const labels = ticks.filter((tick) => tick.isMajor);
    expect(labels.length).toBeGreaterThanOrEqual(1);
    expect(labels.length).toBeLessThanOrEqual(8);
    expect(ticks.length).toBeLessThan(80);
    expect(ticks.every((tick) => tick.ratio >= 0 && tick.ratio <= 1)).toBe(true);
  });
});

describe("toTimeline", () => {
  it("tells dependencies from the service, cached steps aside", () => {
    const done = build({
      startedAt: at(0),
      finishedAt: at(100),
      attempts: [{ number: 1, status: "succeeded", startedAt: at(0), finishedAt: at(100) }],
      steps: [
        {
          index: 1,
          name: "[deps-musl 1/2] RUN cargo build",
          status: "completed",
          startedAt: at(0),
          finishedAt: at(80),
        },
        {
          index: 2,
          name: "[build-musl 1/1] RUN cargo build",
          status: "completed",
          startedAt: at(75),
          finishedAt: at(95),
        },
        { index: 3, name: "[scratch 1/1] COPY", status: "cached", startedAt: at(0), finishedAt: at(50) },
      ],
    });
    const [row] = toTimeline(run(done), ms(200)).rows;
    expect(row?.dependenciesMs).toBe(80_000);
    expect(row?.serviceMs).toBe(20_000);
    expect(row?.tookMs).toBe(100_000);
    expect(row?.segments.map((segment) => segment.kind)).toEqual(["dependencies", "service"]);
  });

  it("gives a bar's parts in order of time, so that words can stand beside them", () => {
    const attempts = [{ number: 1, status: "succeeded" as const, startedAt: at(0), finishedAt: at(30) }];
    const deps = { name: "[deps-musl 1/1] RUN cargo build", startedAt: at(5), finishedAt: at(10) };
    const done = build({ attempts, steps: [{ index: 1, status: "completed", ...deps }] });
    const [row] = toTimeline(run(done), ms(60)).rows;
    expect(row?.segments.map((segment) => segment.kind)).toEqual(["service", "dependencies", "service"]);
  });

  it("ends what runs at now, and leaves room for what is expected", () => {
    const going = build({
      status: "running",
      estimateMs: 60_000,
      startedAt: at(0),
      attempts: [{ number: 1, status: "running", startedAt: at(0) }],
      steps: [{ index: 1, name: "[build 1/1] RUN x", status: "running", startedAt: at(0) }],
    });
    const waiting = build({ variant: "alpine", status: "queued", attempt: 0, estimateMs: 5_000 });
    const timeline = toTimeline(run(going, waiting), ms(20));
    expect(timeline.nowRatio).toBeCloseTo(20 / 62.4);
    expect(timeline.rows[0]?.tookMs).toBe(20_000);
    expect(timeline.rows[1]?.segments).toEqual([
      expect.objectContaining({ kind: "expected", startRatio: timeline.nowRatio }),
    ]);
  });

  it("draws a failed attempt beside the one that followed", () => {
    const again = build({
      attempt: 2,
      attempts: [
        { number: 1, status: "failed", startedAt: at(0), finishedAt: at(10) },
        { number: 2, status: "succeeded", startedAt: at(12), finishedAt: at(20) },
      ],
      steps: [
        { index: 1, name: "[build 1/1] RUN x", status: "completed", startedAt: at(12), finishedAt: at(20) },
      ],
    });
    const [row] = toTimeline(run(again), ms(60)).rows;
    expect(row?.segments.map((segment) => [segment.kind, segment.ms])).toEqual([
      ["failed", 10_000],
      ["service", 8_000],
    ]);
  });

  it("shows the last stretch where a build was tried again a day later", () => {
    const attempts = [
      { number: 1, status: "failed" as const, startedAt: at(0), finishedAt: at(10) },
      { number: 2, status: "succeeded" as const, startedAt: at(86_400), finishedAt: at(86_410) },
    ];
    const timeline = toTimeline(run(build({ attempt: 2, attempts })), ms(90_000));
    expect(timeline.hiddenAttempts).toBe(1);
    expect(timeline.spanMs).toBeLessThan(11_000);
  });

  it("draws a run that has not begun", () => {
    const timeline = toTimeline(run(build({ status: "queued", attempt: 0 })), ms(3));
    expect(timeline.rows[0]?.segments).toEqual([]);
    expect(timeline.ticks.length).toBeGreaterThan(0);
  });
});

it("knows the dependency stages by their name", () => {
  expect(isDependencyStep({ name: "[deps-glibc 3/4] RUN cargo build" })).toBe(true);
  expect(isDependencyStep({ name: "[linux/amd64 deps 3/4] RUN cargo build" })).toBe(true);
  expect(isDependencyStep({ name: "[host-crates 1/1] RUN cargo build" })).toBe(true);
  expect(isDependencyStep({ name: "[features-musl 1/1] RUN cargo build" })).toBe(true);
  expect(isDependencyStep({ name: "[build-glibc 1/2] COPY --from=deps-glibc /x /x" })).toBe(false);
});
