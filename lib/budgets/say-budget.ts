import { formatPercentDelta, formatSize, type SizeUnit } from "../format.ts";
import type { BudgetLimit, BudgetView } from "./schemas.ts";

type Said = Pick<BudgetView, "limit" | "verdict">;

/** What a budget says of the newest image: `within budget: +1.2 % of 5 %`, `over budget by 0.34 MB: +7.2 % of 5 %`. */
export function sayBudget({ limit, verdict }: Said, unit: SizeUnit = "MB"): string {
  switch (verdict.state) {
    case "within":
      return `within budget: ${sayWeight({ limit, verdict }, unit)}`;
    case "over":
      return `over budget by ${sayExcess(verdict.overBytes, unit)}: ${sayWeight({ limit, verdict }, unit)}`;
    case "not-built":
      return "not built yet";
    case "no-baseline":
      return "no baseline";
    case "not-measured":
      return "not measured yet";
  }
}

function sayWeight({ limit, verdict }: Said, unit: SizeUnit): string {
  if (!("bytes" in verdict)) return "";
  if (limit.kind === "growth" && verdict.growthRatio !== undefined)
    return `${formatPercentDelta(verdict.growthRatio)} of ${sayLimit(limit, unit)}`;
  return `${formatSize(verdict.bytes, unit)} of ${sayLimit(limit, unit)}`;
}

/** `5 %` or `8.00 MB`. */
export function sayLimit(limit: BudgetLimit, unit: SizeUnit = "MB"): string {
  if (limit.kind === "absolute") return formatSize(limit.maxBytes, unit);
  return `${Number((limit.maxGrowthRatio * 100).toFixed(2))} %`;
}

/** A few bytes too many are not to read as `0.00 MB`. */
function sayExcess(bytes: number, unit: SizeUnit): string {
  return bytes < 10_000 ? `${bytes} byte${bytes === 1 ? "" : "s"}` : formatSize(bytes, unit);
}
