import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { parseInput } from "../parse-input.ts";
import { getService } from "../services/get-service.ts";
import { RUN_INCLUDE, toRunViews } from "./read-runs.ts";
import { buildStatus, type RunView } from "./schemas.ts";

const input = z.object({
  service: z.string().min(1).max(100).optional(),
  /** Only runs in one of these states. */
  status: z.array(buildStatus).optional(),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "is no cursor of this list")
    .optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export type ListRunsInput = z.input<typeof input>;

export type RunPage = { runs: RunView[]; nextCursor?: string };

/**
 * Runs, the newest first; their builds come without steps (getRun has them). `nextCursor` is there while older ones
 * are. Throws bad-input, not-found (the service), database-unavailable.
 */
export async function listRuns(raw: ListRunsInput = {}, database: Db = db()): Promise<RunPage> {
  const { service, status, cursor, limit } = parseInput(input, raw, "query");
  return withDatabaseErrors(async () => {
    const rows = await database.run.findMany({
      where: {
        ...(service === undefined ? {} : { serviceId: (await getService(service, database)).id }),
        ...(status ? { status: { in: status } } : {}),
        ...(cursor ? { number: { lt: Number(cursor) } } : {}),
      },
      orderBy: { number: "desc" },
      take: limit + 1,
      include: RUN_INCLUDE,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const runs = await toRunViews(database, shown, false);
    return rows.length > limit && last ? { runs, nextCursor: String(last.number) } : { runs };
  });
}
