import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { RUN_INCLUDE, toRunViews } from "./read-runs.ts";
import { runReference, whereRun } from "./run-reference.ts";
import type { RunView } from "./schemas.ts";

const input = z.object({ id: runReference });
export type GetRunInput = z.input<typeof input>;

/** One run with its builds, their steps and attempts. Throws bad-input, not-found, database-unavailable. */
export async function getRun(raw: GetRunInput, database: Db = db()): Promise<RunView> {
  const { id } = parseInput(input, raw, "id");
  return withDatabaseErrors(async () => {
    const row = await database.run.findUnique({ where: whereRun(id), include: RUN_INCLUDE });
    const [view] = row ? await toRunViews(database, [row], true) : [];
    if (view) return view;
    throw new AppError("not-found", `There is no run ${id}. /runs lists those that there are.`);
  });
}
