import { z } from "zod";
import { explainSize } from "../analysis/explain-size.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { parseInput } from "../parse-input.ts";
import { perContent } from "./per-content.ts";
import { readImageContent } from "./read-image-content.ts";
import type { SizeView } from "./schemas-size.ts";

const input = z.object({ imageId: z.string().max(100) });

const explain = perContent((content, binaryPath: string | null) =>
  explainSize(content, binaryPath ?? undefined),
);

/**
 * What an image's bytes are for, each byte in one place, so that the parts add up. Throws bad-input, not-found (the
 * image or its files), database-unavailable.
 */
export async function explainImageSize(raw: z.input<typeof input>, database: Db = db()): Promise<SizeView> {
  const { imageId } = parseInput(input, raw, "query");
  const { row, content } = await withDatabaseErrors(() => readImageContent(database, imageId));
  return { imageId: row.imageId, ...explain(content, row.binaryPath ?? null) };
}
