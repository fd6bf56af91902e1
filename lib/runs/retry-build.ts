import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { isUniqueViolation, withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { readSourceDigest } from "../services/read-source-digest.ts";
import { getRun } from "./get-run.ts";
import { requeueEnded } from "./requeue-ended.ts";
import type { RunView } from "./schemas.ts";

const input = z.object({ id: z.uuid("is no build id (a UUID)") });
export type RetryBuildInput = z.input<typeof input>;

/**
 * Queues a failed or cancelled build again as its next attempt and resolves to its run. Throws bad-input, not-found,
 * conflict (it has not ended so; the source has changed since; the same is being built elsewhere),
 * database-unavailable.
 */
export async function retryBuild(raw: RetryBuildInput, database: Db = db()): Promise<RunView> {
  const { id } = parseInput(input, raw, "id");
  return withDatabaseErrors(async () => {
    const build = await database.build.findUnique({
      where: { id },
      include: { run: { include: { service: true } } },
    });
    if (!build) throw new AppError("not-found", `There is no build ${id}.`);
    if ((await readSourceDigest(build.run.service)) !== build.run.sourceDigest) throw changedSource();
    const isQueued = await database
      .$transaction((tx) => requeueEnded(database, tx, id))
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? builtElsewhere() : error;
      });
    if (!isQueued) {
      throw new AppError(
        "conflict",
        `This build is ${build.status}; only one that failed or was cancelled can be tried again.`,
      );
    }
    return getRun({ id: build.runId }, database);
  });
}

function changedSource(): AppError {
  return new AppError(
    "conflict",
    "The service's source has changed since this run was started, so this would be another build. Start a new run.",
  );
}

function builtElsewhere(): AppError {
  return new AppError("conflict", "The same is being built in another run already.");
}
