import { toAnswer } from "../findings/to-answer.ts";
import type { TrendBuild, TrendScan } from "./read-builds.ts";
import type { TrendFindings } from "./schemas.ts";

/** What may be said about an image's findings, by the rule that every page goes by. */
export function toTrendFindings({ scan }: Pick<TrendBuild, "scan">): TrendFindings {
  if (!scan) return { state: "never", isLowerBound: false };
  const { packages } = scan;
  const answer = toAnswer(toJudged(scan));
  if (answer.kind !== "count") return { state: answer.kind, isLowerBound: false, packages };
  return {
    state: "count",
    count: answer.value,
    ...(scan.fixable === undefined ? {} : { fixable: scan.fixable }),
    isLowerBound: answer.isLowerBound,
    packages,
  };
}

function toJudged({ verdict, reasons, count }: TrendScan): Parameters<typeof toAnswer>[0] {
  return {
    coverage: {
      verdict,
      os: { endOfLife: false, packages: 0, lookedUp: true },
      crates: { expected: false, readable: true, packages: 0, binaries: [], lookedUp: true },
      reasons: reasons.map((code) => ({ code, message: code })),
    },
    database: { state: "ready" },
    count,
  };
}
