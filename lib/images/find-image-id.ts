import type { Db } from "../db/client.ts";
import { AppError } from "../errors.ts";

const REFERENCE = /^(?:sha256:)?([0-9a-f]{12,64})$/;

/**
 * The full id of the image that a digest, or its first 12 or more hex digits, names. Throws bad-input (field) where it
 * is none or names several, not-found.
 */
export async function findImageId(database: Db, reference: string, field: string): Promise<string> {
  const hex = REFERENCE.exec(reference)?.[1];
  if (hex === undefined) {
    throw new AppError(
      "bad-input",
      `\`${field}\`: "${reference}" is no image id: give the digest or its first 12 or more hex digits.`,
      { field },
    );
  }
  const found = await database.image.findMany({
    where: { imageId: { startsWith: `sha256:${hex}` } },
    select: { imageId: true },
    take: 2,
  });
  const [first, second] = found;
  if (!first) throw new AppError("not-found", `There is no image ${reference}.`);
  if (second) {
    throw new AppError(
      "bad-input",
      `\`${field}\`: ${reference} names more than one image; give more digits.`,
      {
        field,
      },
    );
  }
  return first.imageId;
}
