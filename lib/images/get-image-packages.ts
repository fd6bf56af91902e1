import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { lookInside } from "./look-inside.ts";
import { readImageRow } from "./read-image-row.ts";
import type { ImagePackages } from "./schemas-inside.ts";
import { toPackagesView } from "./to-inside-views.ts";

/**
 * An image's packages, each with its layer and where it was read, and what could not be seen. Throws bad-input,
 * not-found (also where its files are not kept), database-unavailable.
 */
export async function getImagePackages(
  { imageId }: { imageId: string },
  database: Db = db(),
): Promise<ImagePackages> {
  return withDatabaseErrors(async () => {
    const row = await readImageRow(database, imageId);
    return toPackagesView(row, await lookInside(database, row));
  });
}
