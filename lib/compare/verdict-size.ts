import type { Measure } from "../charts/weight.ts";
import { formatPercent, formatSize, type SizeUnit } from "../format.ts";
import type { ComparisonColumn, ImageView } from "../images/schemas.ts";
import { VARIANTS } from "../variants/variants.ts";
import {
  type ColumnNames,
  evidence,
  nameOf,
  text,
  type VerdictLook,
  type VerdictPart,
} from "./verdict-part.ts";

/** An image by the size that is chosen above. */
export type Sized = { image: ImageView; bytes: number; isReference: boolean };

/** Compressed bytes where those are chosen and measured, else uncompressed ones. */
export function toSized({ image, isReference }: ComparisonColumn, measure: Measure): Sized {
  const bytes = measure === "compressed" ? (image.compressedBytes ?? image.sizeBytes) : image.sizeBytes;
  return { image, bytes, isReference };
}

const rowOf = (measure: Measure) => (measure === "compressed" ? "pull" : "size");

/** An image’s size as a claim that leads to its row. */
export const sizeOf = ({ bytes }: Sized, { unit, measure }: VerdictLook): VerdictPart =>
  evidence(formatSize(bytes, unit), rowOf(measure));

function lighterThan(sized: Sized, reference: Sized, look: VerdictLook, names: ColumnNames): VerdictPart[] {
  const less = reference.bytes - sized.bytes;
  return [
    text(": "),
    evidence(
      `${formatSize(less, look.unit)} (${formatPercent(less / reference.bytes)}) less`,
      rowOf(look.measure),
    ),
    text(" than "),
    { kind: "name", text: names.get(reference.image.imageId) ?? reference.image.variant },
    text("."),
  ];
}

/** The lightest of all against the reference. */
export function sayLightest(
  lightest: Sized,
  reference: Sized | undefined,
  look: VerdictLook,
  names: ColumnNames,
): VerdictPart[] {
  const start = [nameOf(lightest.image, names), text(" is the lightest at "), sizeOf(lightest, look)];
  if (!reference) return [...start, text(".")];
  if (lightest === reference) return [...start, text(", and it is the reference.")];
  if (lightest.bytes < reference.bytes) return [...start, ...lighterThan(lightest, reference, look, names)];
  const equal = names.get(reference.image.imageId) ?? reference.image.variant;
  return [...start, text(", just as "), { kind: "name", text: equal }, text(" is.")];
}

const libcOf = ({ variant }: ImageView) => VARIANTS.find(({ id }) => id === variant)?.libc;

/** Where the lightest is a musl image, a service that needs glibc wants to know the lightest that has it. */
export function sayLightestGlibc(
  sorted: readonly Sized[],
  reference: Sized | undefined,
  look: VerdictLook,
  names: ColumnNames,
): VerdictPart[] {
  const [lightest] = sorted;
  if (!lightest || libcOf(lightest.image) !== "musl") return [];
  const glibc = sorted.find(({ image }) => libcOf(image) === "glibc");
  if (!glibc) return [];
  const start = [
    text(" The lightest "),
    evidence("with glibc", "libc"),
    text(" is "),
    nameOf(glibc.image, names),
    text(" at "),
    sizeOf(glibc, look),
  ];
  if (!reference || glibc === reference) return [...start, text(", the reference.")];
  if (glibc.bytes >= reference.bytes) return [...start, text(".")];
  return [...start, ...lighterThan(glibc, reference, look, names)];
}

/** Says that the base makes the difference, where the binaries are within a twentieth of each other. */
export function sayWhatWeighs(sorted: readonly Sized[], unit: SizeUnit): VerdictPart[] {
  const heaviest = sorted.at(-1);
  const binaries = sorted.map(({ image }) => image.breakdown.binaryBytes).filter((bytes) => bytes > 0);
  if (!heaviest || binaries.length < 2 || binaries.length < sorted.length) return [];
  const least = Math.min(...binaries);
  const most = Math.max(...binaries);
  if ((most - least) / most > 0.05 || heaviest.bytes <= most) return [];
  const [from, to] = [formatSize(least, unit), formatSize(most, unit)];
  return [
    text(" The program is "),
    evidence(from === to ? to : `${from.split(" ")[0]} to ${to}`, "binary"),
    text(` in ${sorted.length === 2 ? "both" : "each"}; `),
    evidence("the rest", "rest"),
    text(" is what the base brings."),
  ];
}
