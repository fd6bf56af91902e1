import { toUsableMeasure } from "../charts/measuring.ts";
import type { Measure } from "../charts/weight.ts";
import type { SizeUnit } from "../format.ts";
import type { Comparison } from "../images/schemas.ts";
import { toColumnNames } from "./columns.ts";
import { sayCost, sayExposure } from "./verdict-exposure.ts";
import { nameOf, text, type VerdictPart } from "./verdict-part.ts";
import { sayLightest, sayLightestGlibc, sayWhatWeighs, sizeOf, toSized } from "./verdict-size.ts";

export type { VerdictPart } from "./verdict-part.ts";

/**
 * The comparison in a few sentences, made from its figures by fixed rules: the lightest image against the
 * reference and whether a scanner sees into it, the lightest with glibc where that is another one, whether program or
 * base weighs, and the findings of those that were seen whole. Nothing is said that was not measured, and every claim
 * leads to its row; an empty comparison gives an empty verdict.
 */
export function toVerdict(
  comparison: Comparison,
  options: { measure?: Measure; unit?: SizeUnit } = {},
): VerdictPart[] {
  const { unit = "MB" } = options;
  const measure = toUsableMeasure(comparison, options.measure ?? "uncompressed");
  const look = { unit, measure };
  const names = toColumnNames(comparison);
  const sorted = comparison.columns
    .map((column) => toSized(column, measure))
    .sort((a, b) => a.bytes - b.bytes || Number(b.isReference) - Number(a.isReference));
  const [lightest] = sorted;
  if (!lightest) return [];
  if (sorted.length === 1)
    return [
      nameOf(lightest.image, names),
      text(" weighs "),
      sizeOf(lightest, look),
      text("; there is no other image yet to compare it with."),
    ];
  const reference = sorted.find((sized) => sized.isReference);
  return [
    ...sayLightest(lightest, reference, look, names),
    ...sayCost(comparison.columns.find(({ image }) => image === lightest.image)),
    ...sayLightestGlibc(sorted, reference, look, names),
    ...(measure === "uncompressed" ? sayWhatWeighs(sorted, unit) : []),
    ...sayExposure(comparison, names),
  ];
}

/** How the sentences come about, for whoever wants to check them. */
export const VERDICT_RULES: readonly string[] = [
  "First the lightest image, by the size that is chosen above, against the reference.",
  "Of it, where so: that a scanner saw nothing or only part of it and why, and that its files hold no shell.",
  "Then the lightest with glibc, where the lightest of all is built against musl.",
  "That the base makes the difference, where the programs are within 5 % of each other.",
  "Last the findings of the images that were seen whole, by the count that is fair to their distributions.",
  "Nothing is graded: which figure matters is yours to say. Each claim leads to its row of the table.",
];

/** The verdict as plain text, for previews and exports. */
export function verdictText(parts: readonly VerdictPart[]): string {
  return parts.map((part) => part.text).join("");
}
