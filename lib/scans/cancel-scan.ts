import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { getScan } from "./get-scan.ts";
import type { ScanView } from "./schemas.ts";

const input = z.object({ id: z.uuid("is no scan id (a UUID)") });

/**
 * Cancels a scan: one that waits at once, one that runs as soon as its worker sees it. Throws bad-input, not-found,
 * conflict (it has ended), database-unavailable.
 */
export async function cancelScan(raw: z.input<typeof input>, database: Db = db()): Promise<ScanView> {
  const { id } = parseInput(input, raw, "id");
  return withDatabaseErrors(async () => {
    const waiting = await database.$executeRaw`
      UPDATE "Scan" SET "status" = 'cancelled', "cancelRequestedAt" = now(), "finishedAt" = now(), "waitingFor" = NULL
       WHERE "id" = ${id}::uuid AND "status" = 'queued'`;
    const running = await database.$executeRaw`
      UPDATE "Scan" SET "cancelRequestedAt" = coalesce("cancelRequestedAt", now())
       WHERE "id" = ${id}::uuid AND "status" = 'running'`;
    const scan = await getScan({ id }, database);
    if (waiting + running > 0) return scan;
    throw new AppError("conflict", `This scan has ended (${scan.status}); there is nothing to cancel.`);
  });
}
