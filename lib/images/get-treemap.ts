import { z } from "zod";
import { toTreemap } from "../analysis/treemap.ts";
import { type TreemapChart, toTreemapChart } from "../charts/treemap.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { parseInput } from "../parse-input.ts";
import { perContent } from "./per-content.ts";
import { readImageContent } from "./read-image-content.ts";

/** More would be too small to be seen; the rest of each folder is one rectangle. */
const MAX_LEAVES = 140;

const input = z.object({ imageId: z.string().max(100) });

const toChart = perContent((content, maxLeaves: number) => toTreemapChart(toTreemap(content, maxLeaves)));

/**
 * Where an image's bytes are, as rectangles whose areas are bytes. Throws bad-input, not-found (the image or its
 * files), database-unavailable.
 */
export async function getTreemap(raw: z.input<typeof input>, database: Db = db()): Promise<TreemapChart> {
  const { imageId } = parseInput(input, raw, "query");
  const { content } = await withDatabaseErrors(() => readImageContent(database, imageId));
  return toChart(content, MAX_LEAVES);
}
