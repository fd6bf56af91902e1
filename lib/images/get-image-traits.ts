import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { lookInside } from "./look-inside.ts";
import { readImageRow } from "./read-image-row.ts";
import type { TraitView } from "./schemas-inside.ts";

/**
 * What an image has or lacks for operating it, each with its evidence, what breaks without it and the Dockerfile line
 * that mends it. Throws bad-input, not-found (also where its files are not kept), database-unavailable.
 */
export async function getImageTraits(
  { imageId }: { imageId: string },
  database: Db = db(),
): Promise<{ imageId: string; traits: TraitView[] }> {
  return withDatabaseErrors(async () => {
    const row = await readImageRow(database, imageId);
    return { imageId: row.imageId, traits: (await lookInside(database, row)).traits };
  });
}
