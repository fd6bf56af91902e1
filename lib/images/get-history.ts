import { z } from "zod";
import { findDockerfileLines } from "../analysis/dockerfile-links.ts";
import { toReversedDockerfile } from "../analysis/reversed-dockerfile.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { parseInput } from "../parse-input.ts";
import { readDockerfile } from "../runs/read-dockerfile.ts";
import { readImageRow } from "./read-image-row.ts";
import type { HistoryView } from "./schemas-history.ts";

const input = z.object({ imageId: z.string().max(100) });

/**
 * An image's history told as a Dockerfile, oldest step first, each with the bytes of the layer that it made and, where
 * one matches, its line of lab/Dockerfile. Throws bad-input, not-found, database-unavailable.
 */
export async function getHistory(raw: z.input<typeof input>, database: Db = db()): Promise<HistoryView> {
  const { imageId } = parseInput(input, raw, "query");
  const [row, dockerfile] = await Promise.all([
    withDatabaseErrors(() => readImageRow(database, imageId)),
    readDockerfile(),
  ]);
  const steps = toReversedDockerfile(row.config, row.layers);
  const links = findDockerfileLines(steps, dockerfile.join("\n"));
  return {
    imageId: row.imageId,
    lines: steps.map((step, index) => ({ ...step, ...present("dockerfileLine", links[index]) })),
  };
}
