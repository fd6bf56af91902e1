import { z } from "zod";
import { listHiddenCopies } from "../analysis/hidden-copies.ts";
import { findWaste } from "../analysis/waste.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { parseInput } from "../parse-input.ts";
import { perContent } from "./per-content.ts";
import { readImageContent } from "./read-image-content.ts";
import type { WasteView } from "./schemas-waste.ts";

/** A path with more copies than this says so by its bytes. */
const MAX_COPIES = 100;

const input = z.object({
  imageId: z.string().max(100),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
});

const toWaste = perContent((content, _: "all") =>
  findWaste(
    content.layers.map(({ fromBase, content: { entries } }) => ({ fromBase, entries })),
    listHiddenCopies(content),
  ),
);

/**
 * The bytes of an image that no container sees, with the paths that cause them, most bytes first; the base counted and
 * left out. Throws bad-input, not-found (the image or its files), database-unavailable.
 */
export async function getWaste(raw: z.input<typeof input>, database: Db = db()): Promise<WasteView> {
  const { imageId, offset, limit } = parseInput(input, raw, "query");
  const { row, content } = await withDatabaseErrors(() => readImageContent(database, imageId));
  const { paths, ...figures } = toWaste(content, "all");
  const shown = paths.slice(offset, offset + limit);
  return {
    imageId: row.imageId,
    ...figures,
    paths: shown.map(({ copies, ...path }) => ({ ...path, copies: copies.slice(0, MAX_COPIES) })),
    total: paths.length,
    ...present("nextOffset", paths.length > offset + limit ? offset + limit : undefined),
  };
}
