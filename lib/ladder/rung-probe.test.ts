import { describe, expect, it } from "vitest";
import { sampleProbe, sampleSeen } from "../probes/testing/sample-probe.ts";
import { toRungProbe } from "./rung-probe.ts";

const slow = sampleProbe("slow", sampleSeen({ startMs: [400, 401, 402], p50Ms: [9] }));
const quick = sampleProbe("quick", sampleSeen({ startMs: [300, 301, 302], p50Ms: [5] }));

describe("toRungProbe", () => {
  it("has what was measured, and how it compares to the rung before it", () => {
    expect(toRungProbe(slow, quick)).toEqual({
      outcome: "runs",
      finishedAt: slow.finishedAt,
      figures: [
        { id: "start", median: 401, low: 400.5, high: 401.5, against: "more" },
        { id: "memory", median: 3e6, low: 3e6, high: 3e6, against: "equal" },
        { id: "allocate", median: 9, low: 9, high: 9, against: "more" },
      ],
    });
    expect(toRungProbe(quick, slow).figures.map(({ against }) => against)).toEqual(["less", "equal", "less"]);
  });

  it("compares nothing that was measured in two probes", () => {
    const other = { ...quick, probeId: "0198c0de-0000-7000-8000-000000000001" };
    for (const before of [other, undefined]) {
      expect(toRungProbe(slow, before).figures.map(({ against }) => against)).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it("has the reason where an image does not run", () => {
    const seen = sampleSeen({ outcome: "exits", reason: "It exits.", load: undefined, memory: undefined });
    const { outcome, reason, figures } = toRungProbe(
      sampleProbe("none", { ...seen, start: undefined }),
      quick,
    );
    expect({ outcome, reason, figures }).toEqual({ outcome: "exits", reason: "It exits.", figures: [] });
  });
});
