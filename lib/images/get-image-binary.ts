import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { lookInside } from "./look-inside.ts";
import { readImageRow } from "./read-image-row.ts";
import type { ImageBinary } from "./schemas-inside.ts";
import { toBinaryView } from "./to-inside-views.ts";

/**
 * What the tables of an image's binary tell, or why nothing can be told. Throws bad-input, not-found (also where its
 * files are not kept), database-unavailable.
 */
export async function getImageBinary(
  { imageId }: { imageId: string },
  database: Db = db(),
): Promise<ImageBinary> {
  return withDatabaseErrors(async () => {
    const row = await readImageRow(database, imageId);
    return toBinaryView(row, (await lookInside(database, row)).binary);
  });
}
