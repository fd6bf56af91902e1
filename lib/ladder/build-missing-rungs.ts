import { type Db, db } from "../db/client.ts";
import type { RunView } from "../runs/schemas.ts";
import { startRun } from "../runs/start-run.ts";
import { getLadder } from "./get-ladder.ts";
import type { LadderQuery } from "./schemas.ts";

/**
 * Starts what a ladder still lacks: one run for each recipe among the missing rungs. Resolves to those runs, none where
 * nothing is missing. Throws what getLadder and startRun throw.
 */
export async function buildMissingRungs(raw: LadderQuery, database: Db = db()): Promise<RunView[]> {
  const { service, rungs, missing } = await getLadder(raw, database);
  const wanted = rungs.filter((rung) => missing.includes(rung.id));
  const runs: RunView[] = [];
  for (const [recipe, own] of Map.groupBy(wanted, (rung) => rung.recipe)) {
    const variants = own.map((rung) => rung.variant);
    runs.push((await startRun({ service, recipe, variants }, database)).run);
  }
  return runs;
}
