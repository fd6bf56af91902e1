import type { ImageContent } from "../analysis/image-content.ts";
import type { Db } from "../db/client.ts";
import { loadImageContent } from "./load-content.ts";
import { type ContentRow, readImageRow } from "./read-image-row.ts";

/** An image by digest or prefix: what its row tells and the files that are kept of it. */
export type StoredImage = { row: ContentRow; content: ImageContent };

/**
 * What every verb about an image's files starts with. Throws bad-input, not-found (no such image, or one that was
 * measured before its files were kept: `detail.reason` is then `files-not-kept`).
 */
export async function readImageContent(database: Db, reference: string): Promise<StoredImage> {
  const row = await readImageRow(database, reference);
  return { row, content: await loadImageContent(database, row.imageId) };
}
