import { formatCount } from "@/lib/format.ts";
import type { ChangeKind, TrendFindings } from "@/lib/trends/schemas.ts";

/** A number of findings beside what was looked at, or why there is none. */
export function sayTrendFindings({ state, count, isLowerBound, packages }: TrendFindings): string {
  if (state === "never") return "never scanned";
  if (state === "not-scannable") return "not scannable";
  if (state === "unknown" || count === undefined) return "findings unknown";
  const seen = packages === undefined ? "" : ` in ${formatCount(packages)} packages`;
  return `${isLowerBound ? "at least " : ""}${formatCount(count)} finding${count === 1 ? "" : "s"}${seen}`;
}

const NAMES: Record<ChangeKind, string> = {
  source: "source",
  recipe: "recipe",
  base: "base",
  toolchain: "toolchain",
  scanner: "scanner or its data",
};

/** What changed, as the first column of a list names it. */
export const changeName = (kind: ChangeKind): string => NAMES[kind];

/** `base distroless-cc 3fa4… to 9bc1…`. */
export function sayChange({ kind, from, to }: { kind: ChangeKind; from: string; to: string }): string {
  return `${NAMES[kind]}: ${from} to ${to}`;
}
