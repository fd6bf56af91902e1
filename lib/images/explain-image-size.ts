import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { parseInput } from "../parse-input.ts";
import { lookInside } from "./look-inside.ts";
import { readImageRow } from "./read-image-row.ts";
import type { SizeView } from "./schemas-size.ts";

const input = z.object({ imageId: z.string().max(100) });

/**
 * What an image's bytes are for, each byte in one place, so that the parts add up. Throws bad-input, not-found (the
 * image or its files), database-unavailable.
 */
export async function explainImageSize(raw: z.input<typeof input>, database: Db = db()): Promise<SizeView> {
  const { imageId } = parseInput(input, raw, "query");
  return withDatabaseErrors(async () => {
    const row = await readImageRow(database, imageId);
    const { size } = await lookInside(database, row);
    return { imageId: row.imageId, ...size };
  });
}
