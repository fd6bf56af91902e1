import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { findImageId } from "./find-image-id.ts";
import type { ImageView } from "./schemas.ts";
import { IMAGE_INCLUDE, toImageView } from "./to-image-view.ts";

const input = z.object({ imageId: z.string().max(100) });
export type GetImageInput = z.input<typeof input>;

/**
 * One image as it was measured, by its digest or the first 12 or more hex digits of it. Throws bad-input (also where a
 * prefix names several), not-found, database-unavailable.
 */
export async function getImage(raw: GetImageInput, database: Db = db()): Promise<ImageView> {
  const { imageId } = parseInput(input, raw, "imageId");
  return withDatabaseErrors(async () => {
    const id = await findImageId(database, imageId, "imageId");
    const row = await database.image.findUnique({ where: { imageId: id }, include: IMAGE_INCLUDE });
    if (row) return toImageView(row);
    throw new AppError("not-found", `There is no image ${imageId}.`);
  });
}
