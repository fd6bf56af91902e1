import { describe, expect, it } from "vitest";
import type { Comparison } from "../images/schemas.ts";
import type { ImageProbe } from "../probes/schemas.ts";
import { sampleProbe, sampleSeen as seen } from "../probes/testing/sample-probe.ts";
import { toComparisonCsv } from "./exports/csv.ts";
import { toComparisonMarkdown } from "./exports/markdown.ts";
import { toMatrix } from "./matrix.ts";
import { toProbeLines } from "./probe-lines.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";
import { toBreakages } from "./what-breaks.ts";

function probed(...all: ImageProbe[]): Comparison {
  const sample = sampleComparison(THREE, "distroless-cc");
  return {
    ...sample,
    columns: sample.columns.map((column, index) => {
      const one = all[index];
      return one ? { ...column, probe: sampleProbe(column.image.imageId, one) } : column;
    }),
  };
}

const cells = (comparison: Comparison, id: string) =>
  toMatrix(comparison, "MB", "all")
    .groups.flatMap((group) => group.rows)
    .find((row) => row.id === id)?.cells ?? [];

describe("rows of probes", () => {
  it("mark the quickest, and with it what noise may have set apart", () => {
    const comparison = probed(
      seen({ startMs: [400, 401, 402] }),
      seen({ startMs: [300, 301, 302] }),
      seen({ startMs: [290, 305, 320] }),
    );
    const row = cells(comparison, "probe-start");
    expect(row.map(({ isBest }) => isBest)).toEqual([false, true, true]);
    expect(row.map(({ isSame }) => isSame)).toEqual([false, false, false]);
    expect(row.map(({ delta }) => delta)).toEqual([undefined, "▼ −100 ms, −24.9 %", "▼ −96 ms, −23.9 %"]);
    expect(row[2]?.note).toContain("own 10 ms, engine 290 ms");
  });

  it("say where a program was too quick for its own share of the start to be told", () => {
    const one = seen();
    const start = one.start && { ...one.start, processMs: { median: 0, low: 0, high: 0, samples: [0] } };
    expect(cells(probed({ ...one, start }), "probe-start")[0]?.note).toBe(
      "own too short to tell, engine 290 ms",
    );
  });

  it("mark nothing where all are inside the noise, and call them the same as the reference", () => {
    const comparison = probed(
      seen({ startMs: [280, 300, 320] }),
      seen({ startMs: [285, 306, 325] }),
      seen({ startMs: [300, 310, 340] }),
    );
    const row = cells(comparison, "probe-start");
    expect(row.some(({ isBest }) => isBest)).toBe(false);
    expect(row.map(({ isSame }) => isSame)).toEqual([false, true, true]);
    expect(row.map(({ delta }) => delta)).toEqual([undefined, "within noise", "within noise"]);
    expect(row[0]?.note).toContain("noisy: 290 ms to 310 ms");
  });

  it("mark the most where more is better", () => {
    const comparison = probed(
      seen({ perSecond: [100] }),
      seen({ perSecond: [900] }),
      seen({ perSecond: [500] }),
    );
    expect(cells(comparison, "probe-allocate-4").map(({ isBest }) => isBest)).toEqual([false, true, false]);
  });

  it("say loudly what does not run, how to mend it, and rank only what was measured", () => {
    const { start: _, memory: _memory, load: _load, ...broken } = seen();
    const comparison = probed(
      seen(),
      { ...broken, outcome: "exits", exitCode: 127, reason: "A library is missing.", cure: "Add it." },
      seen(),
    );
    expect(cells(comparison, "probe-runs")[1]).toMatchObject({
      value: { kind: "failed", text: "exits", why: "A library is missing." },
      note: "exit code 127",
      breaks: "A library is missing. Add it.",
    });
    expect(cells(comparison, "probe-start")[1]?.value).toMatchObject({ kind: "absent" });
    expect(toBreakages(comparison)[0]).toMatchObject({
      trait: "When run",
      images: [{ variant: "scratch", href: "/images/sha256:scratch#probe" }],
    });
  });

  it("tell a missing authority with its message and its cure, and one that trusts anybody", () => {
    const https = (roots: number, isTrusted = false): ImageProbe["https"] => ({
      ...{ state: "seen", roots, cure: "COPY certificates" },
      without: { isTrusted, said: "invalid peer certificate: UnknownIssuer" },
      with: { isTrusted: true, said: "the call succeeded" },
    });
    const comparison = probed(
      seen({ https: https(140) }),
      seen({ https: https(0) }),
      seen({ https: https(140, true) }),
    );
    expect(cells(comparison, "probe-https")).toMatchObject([
      { value: { kind: "text", text: "140 authorities" }, note: "takes another when given" },
      { value: { kind: "failed", text: "fails" }, mend: "COPY certificates" },
      { value: { kind: "failed", text: "trusts anybody" } },
    ]);
  });

  it("are absent, with the reason, where nobody can tell or nobody looked", () => {
    const comparison = probed(seen({ https: { state: "cannot-tell", why: "The service has no /tls." } }));
    expect(cells(comparison, "probe-https")[0]?.value).toEqual({
      kind: "absent",
      why: "The service has no /tls.",
    });
    expect(cells(comparison, "probe-https")[1]?.value).toMatchObject({ kind: "absent" });
    const plain = toMatrix(sampleComparison(THREE, "distroless-cc"));
    const ids = plain.groups.flatMap((group) => group.rows.map(({ id }) => id));
    expect(ids.filter((id) => id.startsWith("probe-"))).toEqual([]);
  });

  it("are in the exports, in their smallest unit", () => {
    const comparison = probed(seen(), seen(), seen());
    expect(toComparisonCsv(comparison)).toContain("Operations,Start to first answer,ms,301,301,301");
    expect(toComparisonCsv(comparison)).toContain(",per second,501,501,501");
    expect(toComparisonCsv(comparison)).toContain("Operations,Measured on,,bench,bench,bench");
    const link = { label: "Live view", url: "http://diet.test/" };
    const query = { measure: "uncompressed", unit: "MB" } as const;
    expect(toComparisonMarkdown(comparison, { query, link })).toContain("| Start to first answer | 301 ms");
  });

  it("are lines of one image's page, without what it did not come to", () => {
    const [column] = probed(seen({ https: { state: "cannot-tell", why: "No /tls." } })).columns;
    if (!column?.probe) throw new Error("not probed");
    const lines = toProbeLines(column.image, column.probe);
    expect(lines.find(({ id }) => id === "probe-start")).toMatchObject({
      kind: "seen",
      value: "301 ms",
      texts: [
        "3 samples: 300 ms, 301 ms, 302 ms; middle half 301 ms to 302 ms",
        "its own share, 1 sample: 10 ms",
        "the engine’s share, 1 sample: 290 ms",
      ],
    });
    expect(lines.find(({ id }) => id === "probe-allocate-4")?.texts).toEqual([
      "3 samples: 500 /s, 501 /s, 502 /s; middle half 501 /s to 502 /s",
      "p50, 1 sample: 5.0 ms",
      "p99, 1 sample: 9.0 ms",
      "100 requests, 0 without a good answer",
    ]);
    expect(lines.find(({ id }) => id === "probe-host")).toMatchObject({ kind: "seen", value: "bench" });
    expect(lines.find(({ id }) => id === "probe-https")).toMatchObject({
      kind: "cannot-tell",
      texts: ["No /tls."],
    });
    expect(lines.some(({ id }) => id === "probe-stop")).toBe(false);
  });
});
