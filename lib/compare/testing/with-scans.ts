import { countFindings } from "../../findings/count-findings.ts";
import type { Coverage, Finding } from "../../findings/schemas.ts";
import { toAnswer } from "../../findings/to-answer.ts";
import type { Comparison } from "../../images/schemas.ts";

export type SampleScan = { coverage: Coverage; findings: Finding[] };

/** The first images of a comparison, each with a scan of this coverage and these findings, or with none. For tests only. */
export function withScans(sample: Comparison, scans: readonly (SampleScan | undefined)[]): Comparison {
  const database = { state: "ready" as const, updatedAt: "2026-11-22T00:00:00Z" };
  const columns = sample.columns.slice(0, scans.length).map((column, index) => {
    const scan = scans[index];
    const { imageId } = column.image;
    if (!scan) return { ...column, scans: { imageId } };
    const latest = {
      scanId: "0199f000-0000-7000-8000-000000000000",
      imageId,
      scanner: { name: "Trivy", version: "0.74.0" },
      database,
      scannedAt: "2026-11-22T00:00:00Z",
      durationMs: 1,
      coverage: scan.coverage,
      counts: countFindings(scan.findings),
      answer: toAnswer({ coverage: scan.coverage, database, count: scan.findings.length }),
    };
    return { ...column, scans: { imageId, latest } };
  });
  return { ...sample, columns };
}
