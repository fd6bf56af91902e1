import { z } from "zod";
import { cancelRow } from "../db/cancel-row.ts";
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
    const isCancelled = await cancelRow(database, "Scan", id);
    const scan = await getScan({ id }, database);
    if (isCancelled) return scan;
    throw new AppError("conflict", `This scan has ended (${scan.status}); there is nothing to cancel.`);
  });
}
