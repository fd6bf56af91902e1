import { z } from "zod";
import { cancelRow } from "../db/cancel-row.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { getProbe } from "./get-probe.ts";
import type { ProbeView } from "./schemas.ts";

const input = z.object({ id: z.uuid("is no probe id (a UUID)") });

/**
 * Cancels a probe: one that waits at once, one that runs as soon as its worker sees it. Throws bad-input, not-found,
 * conflict (it has ended), database-unavailable.
 */
export async function cancelProbe(raw: z.input<typeof input>, database: Db = db()): Promise<ProbeView> {
  const { id } = parseInput(input, raw, "id");
  return withDatabaseErrors(async () => {
    const isCancelled = await cancelRow(database, "Probe", id);
    const probe = await getProbe({ id }, database);
    if (isCancelled) return probe;
    throw new AppError("conflict", `This probe has ended (${probe.status}); there is nothing to cancel.`);
  });
}
