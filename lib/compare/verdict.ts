import { toUsableMeasure } from "../charts/measuring.ts";
import { defaultFindingsMode, totalOf } from "../charts/severity.ts";
import type { Measure } from "../charts/weight.ts";
import { formatCount, formatPercent, formatSize, type SizeUnit } from "../format.ts";
import type { Comparison, ComparisonColumn } from "../images/schemas.ts";
import { VARIANTS, type VariantId } from "../variants/variants.ts";

/** A verdict is a list of parts, so that figures can be links and variants carry their glyph. */
export type VerdictPart =
  | { kind: "text"; text: string }
  | { kind: "variant"; variant: VariantId; imageId: string }
  /** A variant that is only named: the reference. */
  | { kind: "name"; text: VariantId }
  | { kind: "figure"; text: string }
  | { kind: "evidence"; text: string; anchor: VerdictAnchor };

/** Where on the compare page the evidence stands: a row of the table. */
export type VerdictAnchor = `row-${string}`;

type Look = { unit: SizeUnit; measure: Measure };

type Sized = {
  variant: VariantId;
  imageId: string;
  bytes: number;
  binaryBytes: number;
  isReference: boolean;
};

const text = (value: string): VerdictPart => ({ kind: "text", text: value });
const name = (sized: Sized): VerdictPart => ({
  kind: "variant",
  variant: sized.variant,
  imageId: sized.imageId,
});

function toSized(column: ComparisonColumn, measure: Measure): Sized {
  return {
    variant: column.image.variant,
    imageId: column.image.imageId,
    bytes:
      measure === "uncompressed"
        ? column.image.sizeBytes
        : (column.image.compressedBytes ?? column.image.sizeBytes),
    binaryBytes: column.image.breakdown.binaryBytes,
    isReference: column.isReference,
  };
}

const libcOf = (variant: VariantId) => VARIANTS.find((candidate) => candidate.id === variant)?.libc;

/** The same variant may stand in a comparison twice (two points in time): it then needs no second sentence. */
function lighterThan(sized: Sized, reference: Sized, { unit, measure }: Look): VerdictPart[] {
  const less = reference.bytes - sized.bytes;
  const ratio = less / reference.bytes;
  return [
    text(": "),
    {
      kind: "evidence",
      text: `${formatSize(less, unit)} (${formatPercent(ratio)}) less`,
      anchor: `row-${measure === "compressed" ? "pull" : "size"}`,
    },
    text(" than "),
    { kind: "name", text: reference.variant },
  ];
}

function sayLightest(lightest: Sized, reference: Sized | undefined, look: Look): VerdictPart[] {
  const { unit } = look;
  const start = [
    name(lightest),
    text(" is the lightest at "),
    { kind: "figure", text: formatSize(lightest.bytes, unit) } as const,
  ];
  if (!reference) return [...start, text(".")];
  if (lightest.imageId === reference.imageId) return [...start, text(", and it is the reference.")];
  if (lightest.bytes === reference.bytes)
    return [...start, text(", just as "), { kind: "name", text: reference.variant }, text(" is.")];
  return [...start, ...lighterThan(lightest, reference, look), text(".")];
}

/** Where the lightest is a musl image, a service that needs glibc wants to know the lightest that has it. */
function sayLightestGlibc(sorted: Sized[], reference: Sized | undefined, look: Look): VerdictPart[] {
  const { unit } = look;
  const [lightest] = sorted;
  if (!lightest || libcOf(lightest.variant) !== "musl") return [];
  const glibc = sorted.find((sized) => libcOf(sized.variant) === "glibc");
  if (!glibc) return [];
  const start = [
    text(" The lightest with glibc is "),
    name(glibc),
    text(" at "),
    { kind: "figure", text: formatSize(glibc.bytes, unit) } as const,
  ];
  if (!reference || glibc.imageId === reference.imageId) return [...start, text(", the reference.")];
  if (glibc.bytes >= reference.bytes) return [...start, text(".")];
  return [...start, ...lighterThan(glibc, reference, look), text(".")];
}

/** Says that the base makes the difference, where the binaries are within a twentieth of each other. */
function sayWhatWeighs(sorted: Sized[], unit: SizeUnit): VerdictPart[] {
  const heaviest = sorted.at(-1);
  const binaries = sorted.map((sized) => sized.binaryBytes).filter((bytes) => bytes > 0);
  if (!heaviest || binaries.length < 2 || binaries.length < sorted.length) return [];
  const least = Math.min(...binaries);
  const most = Math.max(...binaries);
  if ((most - least) / most > 0.05 || heaviest.bytes <= most) return [];
  const [from, to] = [formatSize(least, unit), formatSize(most, unit)];
  return [
    text(" The program is "),
    { kind: "evidence", text: from === to ? to : `${from.split(" ")[0]} to ${to}`, anchor: "row-binary" },
    text(` in ${sorted.length === 2 ? "both" : "each"}; the rest is what the base brings.`),
  ];
}

/**
 * The comparison in a few sentences, made from its figures by fixed rules: the lightest image against the
 * reference and whether a scanner sees into it, the lightest with glibc where that is another one, whether program or
 * base weighs, and the findings of those that were seen whole. Nothing is said that was not measured; an empty
 * comparison gives an empty verdict.
 */
export function toVerdict(
  comparison: Comparison,
  options: { measure?: Measure; unit?: SizeUnit } = {},
): VerdictPart[] {
  const { unit = "MB" } = options;
  const measure = toUsableMeasure(comparison, options.measure ?? "uncompressed");
  const sorted = comparison.columns
    .map((column) => toSized(column, measure))
    .sort((a, b) => a.bytes - b.bytes || Number(b.isReference) - Number(a.isReference));
  const [lightest] = sorted;
  if (!lightest) return [];
  const reference = sorted.find((sized) => sized.isReference);
  if (sorted.length === 1)
    return [
      name(lightest),
      text(" weighs "),
      { kind: "figure", text: formatSize(lightest.bytes, unit) },
      text("; there is no other image yet to compare it with."),
    ];
  return [
    ...sayLightest(lightest, reference, { unit, measure }),
    ...sayCost(comparison.columns.find(({ image }) => image.imageId === lightest.imageId)),
    ...sayLightestGlibc(sorted, reference, { unit, measure }),
    ...(measure === "uncompressed" ? sayWhatWeighs(sorted, unit) : []),
    ...sayExposure(comparison),
  ];
}

/** A light image that no scanner sees into is not clean, and one without a shell is hard to look into: said at once. */
function sayCost(lightest: ComparisonColumn | undefined): VerdictPart[] {
  const verdict = lightest?.scans?.latest?.coverage.verdict;
  const shell = lightest?.inside?.traits.find((trait) => trait.id === "shell")?.state;
  const noShell: VerdictPart = { kind: "evidence", text: "has no shell", anchor: "row-trait-shell" };
  if (verdict === undefined || verdict === "full")
    return shell === "absent" ? [text(" It "), noShell, text(".")] : [];
  const seen = verdict === "blind" ? "sees nothing in it" : "sees only a part of it";
  return [
    text(" A scanner "),
    { kind: "evidence", text: seen, anchor: "row-findings" },
    ...(shell === "absent" ? [text(", and it "), noShell] : []),
    text("."),
  ];
}

/** Compares only images that were seen whole, by the count that is fair to them. */
function sayExposure(comparison: Comparison): VerdictPart[] {
  const mode = defaultFindingsMode(comparison);
  const seen = comparison.columns
    .filter(({ scans }) => scans?.latest?.coverage.verdict === "full" && scans.latest.answer.kind === "count")
    .map((column) => ({ column, count: totalOf(column, mode) }))
    .sort((a, b) => a.count - b.count || a.column.image.sizeBytes - b.column.image.sizeBytes);
  const [fewest] = seen;
  const most = seen.at(-1);
  if (!fewest || !most || seen.length < 2) return [];
  const what = mode === "fixable" ? "findings with a fix" : "findings";
  const all = seen.length === 2 ? "both" : `all ${seen.length}`;
  const count = (value: number): VerdictPart => ({
    kind: "evidence",
    text: formatCount(value),
    anchor: mode === "fixable" ? "row-fixable" : "row-findings",
  });
  if (fewest.count === most.count) {
    return [text(` Of those that a scanner sees whole, ${all} have `), count(most.count), text(` ${what}.`)];
  }
  return [
    text(" Of those that a scanner sees whole, "),
    nameOf(fewest.column),
    text(` has the fewest ${what}, `),
    count(fewest.count),
    text(", and "),
    nameOf(most.column),
    text(" the most, "),
    count(most.count),
    text("."),
  ];
}

function nameOf({ image }: ComparisonColumn): VerdictPart {
  return { kind: "variant", variant: image.variant, imageId: image.imageId };
}

/** How the sentences come about, for whoever wants to check them. */
export const VERDICT_RULES: readonly string[] = [
  "First the lightest image, by the size that is chosen above, against the reference.",
  "Of it, where so: that a scanner saw nothing or only part of it, and that its files hold no shell.",
  "Then the lightest with glibc, where the lightest of all is built against musl.",
  "That the base makes the difference, where the programs are within 5 % of each other.",
  "Last the findings of the images that were seen whole, by the count that is fair to their distributions.",
  "Nothing is graded: which figure matters is yours to say.",
];

/** The verdict as plain text, for previews and exports. */
export function verdictText(parts: readonly VerdictPart[]): string {
  return parts.map((part) => (part.kind === "variant" ? part.variant : part.text)).join("");
}
