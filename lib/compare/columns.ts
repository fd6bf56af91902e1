import { shortDigest } from "../format.ts";
import type { Comparison, ImageView } from "../images/schemas.ts";

/**
 * What tells an image from others of its variant in the same comparison, by image id: its recipe, its run, or the start
 * of its id. Empty for a variant that stands there once.
 */
export function toColumnMarks(comparison: Comparison): Map<string, string> {
  const images = comparison.columns.map((column) => column.image);
  return new Map(images.map((image) => [image.imageId, markOf(image, images)]));
}

function markOf(image: ImageView, images: readonly ImageView[]): string {
  const twins = images.filter((other) => other.variant === image.variant && other !== image);
  if (twins.length === 0) return "";
  const tellsApart = (read: (each: ImageView) => string | number | undefined) =>
    read(image) !== undefined && twins.every((twin) => read(twin) !== read(image));
  if (tellsApart((each) => each.recipe)) return `recipe ${image.recipe}`;
  if (image.run && tellsApart((each) => each.run?.number)) return `run ${image.run.number}`;
  return shortDigest(image.imageId);
}

/** `scratch`, or `scratch (run 3)` where the variant stands there more than once; by image id. */
export function toColumnNames(comparison: Comparison): Map<string, string> {
  const marks = toColumnMarks(comparison);
  return new Map(
    comparison.columns.map(({ image }) => {
      const mark = marks.get(image.imageId);
      return [image.imageId, mark ? `${image.variant} (${mark})` : image.variant];
    }),
  );
}

/** How a URL names a column: by its variant, or by the start of its image's id where the variant is there twice. */
export function toColumnKey(comparison: Comparison, imageId: string): string {
  const own = comparison.columns.find((column) => column.image.imageId === imageId)?.image;
  const twins = comparison.columns.filter((column) => column.image.variant === own?.variant);
  return own && twins.length === 1 ? own.variant : shortDigest(imageId);
}

/** The columns that `order` names come first, in that order; the others follow as they were. */
export function orderColumns(comparison: Comparison, order: readonly string[] | undefined): Comparison {
  if (!order || order.length === 0) return comparison;
  const rank = (imageId: string) => {
    const place = order.indexOf(toColumnKey(comparison, imageId));
    return place < 0 ? order.length : place;
  };
  const columns = comparison.columns.toSorted((a, b) => rank(a.image.imageId) - rank(b.image.imageId));
  return { ...comparison, columns };
}

/** The order with one column moved by `step` places, as the URL's `order` wants it. */
export function moveColumn(comparison: Comparison, imageId: string, step: -1 | 1): string[] | undefined {
  const keys = comparison.columns.map((column) => toColumnKey(comparison, column.image.imageId));
  const from = comparison.columns.findIndex((column) => column.image.imageId === imageId);
  const to = from + step;
  const [moved, other] = [keys[from], keys[to]];
  if (moved === undefined || other === undefined) return undefined;
  return keys.map((key, index) => (index === from ? other : index === to ? moved : key));
}
