import type { Comparison, ImageView } from "../images/schemas.ts";

/** Which of an image's two sizes is drawn: the files as they lie on disk, or the blobs that a pull transfers. */
export type Measure = "uncompressed" | "compressed";

type Measured = Pick<ImageView, "compressedBytes" | "removedAt">;

/** Said in place of a compressed size that is not there yet. */
export const MEASURING = "measuring…";
/** Said where it will never be there. */
export const NOT_MEASURED = "Its image was gone before this was measured";

/** True where what images weigh as gzip is still being found out. */
export function isMeasuring(images: readonly Measured[]): boolean {
  return images.some((image) => image.compressedBytes === undefined && image.removedAt === undefined);
}

/** The measure that was asked for, or the uncompressed one while an image has no other yet. */
export function toUsableMeasure({ columns }: Comparison, measure: Measure): Measure {
  return columns.every(({ image }) => image.compressedBytes !== undefined) ? measure : "uncompressed";
}
