import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { getRun } from "./get-run.ts";
import { requestCancel } from "./request-cancel.ts";
import { runReference, whereRun } from "./run-reference.ts";
import type { RunView } from "./schemas.ts";

const input = z.object({ id: runReference });
export type CancelRunInput = z.input<typeof input>;

/**
 * Cancels what a run still has to do and resolves to it; builds that have ended stay as they are. Throws bad-input,
 * not-found, conflict (all of it has ended), database-unavailable.
 */
export async function cancelRun(raw: CancelRunInput, database: Db = db()): Promise<RunView> {
  const { id } = parseInput(input, raw, "id");
  return withDatabaseErrors(async () => {
    const run = await database.run.findUnique({
      where: whereRun(id),
      include: { builds: { select: { id: true }, orderBy: { id: "asc" } } },
    });
    if (!run) throw new AppError("not-found", `There is no run ${id}.`);
    const cancelling = await database.$transaction(async (tx) => {
      let count = 0;
      for (const build of run.builds) if (await requestCancel(tx, build.id)) count += 1;
      return count;
    });
    if (cancelling === 0) {
      throw new AppError(
        "conflict",
        `Run ${run.number} has ended (${run.status}); there is nothing to cancel.`,
      );
    }
    return getRun({ id: run.id }, database);
  });
}
