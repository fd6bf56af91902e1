import { defaultFindingsMode, totalOf } from "../charts/severity.ts";
import { formatCount } from "../format.ts";
import type { Comparison, ComparisonColumn } from "../images/schemas.ts";
import { type ColumnNames, evidence, nameOf, text, type VerdictPart } from "./verdict-part.ts";

/** A light image that no scanner sees into is not clean, and one without a shell is hard to look into: said at once. */
export function sayCost(lightest: ComparisonColumn | undefined): VerdictPart[] {
  const shell = lightest?.inside?.traits.find((trait) => trait.id === "shell")?.state;
  const noShell = shell === "absent" ? evidence("has no shell", "trait-shell") : undefined;
  const seen = saySeen(lightest);
  if (seen.length === 0) return noShell ? [text(" It "), noShell, text(".")] : [];
  return [...seen, ...(noShell ? [text(", and it "), noShell] : []), text(".")];
}

/** How far a scanner saw into an image, and why no further where the image's files tell it; empty where it saw all. */
function saySeen(column: ComparisonColumn | undefined): VerdictPart[] {
  const verdict = column?.scans?.latest?.coverage.verdict;
  if (verdict === undefined || verdict === "full") return [];
  const hasNoDatabase = column?.inside?.coverage.osPackages.state === "unknown";
  return [
    text(" A scanner "),
    evidence(verdict === "blind" ? "sees nothing in it" : "sees only a part of it", "findings"),
    ...(hasNoDatabase ? [text(", because it has "), evidence("no package database", "os-packages")] : []),
  ];
}

/** Compares only images that were seen whole, by the count that is fair to them. */
export function sayExposure(comparison: Comparison, names: ColumnNames): VerdictPart[] {
  const mode = defaultFindingsMode(comparison);
  const seen = comparison.columns
    .filter(({ scans }) => scans?.latest?.coverage.verdict === "full" && scans.latest.answer.kind === "count")
    .map((column) => ({ image: column.image, count: totalOf(column, mode) }))
    .sort((a, b) => a.count - b.count || a.image.sizeBytes - b.image.sizeBytes);
  const [fewest] = seen;
  const most = seen.at(-1);
  if (!fewest || !most || seen.length < 2) return [];
  const what = mode === "fixable" ? "findings with a fix" : "findings";
  const all = seen.length === 2 ? "both" : `all ${seen.length}`;
  const count = (value: number) => evidence(formatCount(value), mode === "fixable" ? "fixable" : "findings");
  const start = text(" Of those that a scanner sees whole, ");
  if (fewest.count === most.count) return [start, text(`${all} have `), count(most.count), text(` ${what}.`)];
  return [
    start,
    nameOf(fewest.image, names),
    text(` has the fewest ${what}, `),
    count(fewest.count),
    text(", and "),
    nameOf(most.image, names),
    text(" the most, "),
    count(most.count),
    text("."),
  ];
}
