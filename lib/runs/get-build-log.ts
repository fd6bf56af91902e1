import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { MAX_CHUNK_LINES } from "./log-chunks.ts";

const input = z.object({
  id: z.uuid("is no build id (a UUID)"),
  /** First line wanted, from 1; lines are counted over all attempts. */
  from: z.number().int().min(1).default(1),
  attempt: z.number().int().min(1).optional(),
});
export type GetBuildLogInput = z.input<typeof input>;

const CHUNKS_A_PAGE = 50;

const lines = z.object({ lines: z.array(z.string()) });

/**
 * A build's log so far as blocks of text, each of whole lines that end in a newline; never more than a page in memory.
 * Throws bad-input, not-found, database-unavailable (also while it is read).
 */
export async function getBuildLog(
  raw: GetBuildLogInput,
  database: Db = db(),
): Promise<AsyncGenerator<string>> {
  const { id, from, attempt } = parseInput(input, raw, "query");
  const build = await withDatabaseErrors(() =>
    database.build.findUnique({ where: { id }, select: { nextSeq: true } }),
  );
  if (!build) throw new AppError("not-found", `There is no build ${id}.`);
  return readBlocks(
    database,
    { buildId: id, kind: "log", ...(attempt ? { attempt } : {}) },
    build.nextSeq,
    from,
  );
}

async function* readBlocks(
  database: Db,
  where: { buildId: string; kind: "log"; attempt?: number },
  endSeq: number,
  from: number,
): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const rows = await withDatabaseErrors(() =>
      database.buildEvent.findMany({
        // A chunk holds at most 200 lines, so none that starts earlier reaches the wanted line.
        where: { ...where, seq: { gt: after, lt: endSeq }, firstLine: { gt: from - MAX_CHUNK_LINES } },
        orderBy: { seq: "asc" },
        take: CHUNKS_A_PAGE,
      }),
    );
    for (const row of rows) {
      const skipped = Math.max(0, from - (row.firstLine ?? 1));
      const wanted = lines.safeParse(row.data).data?.lines.slice(skipped) ?? [];
      if (wanted.length > 0) yield `${wanted.join("\n")}\n`;
    }
    const last = rows.at(-1);
    if (!last || rows.length < CHUNKS_A_PAGE) return;
    after = last.seq;
  }
}
