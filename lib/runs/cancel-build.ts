import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { getRun } from "./get-run.ts";
import { requestCancel } from "./request-cancel.ts";
import type { RunView } from "./schemas.ts";

const input = z.object({ id: z.uuid("is no build id (a UUID)") });
export type CancelBuildInput = z.input<typeof input>;

/**
 * Cancels one build and resolves to its run: one that waits is cancelled then, one that runs as soon as its worker sees
 * it. Throws bad-input, not-found, conflict (it has ended), database-unavailable.
 */
export async function cancelBuild(raw: CancelBuildInput, database: Db = db()): Promise<RunView> {
  const { id } = parseInput(input, raw, "id");
  return withDatabaseErrors(async () => {
    const isCancelling = await database.$transaction((tx) => requestCancel(tx, id));
    const build = await database.build.findUnique({ where: { id }, select: { runId: true, status: true } });
    if (!build) throw new AppError("not-found", `There is no build ${id}.`);
    if (!isCancelling) {
      throw new AppError("conflict", `This build has ended (${build.status}); there is nothing to cancel.`);
    }
    return getRun({ id: build.runId }, database);
  });
}
