import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { findImageId } from "../images/find-image-id.ts";
import { parseInput } from "../parse-input.ts";
import { getService } from "../services/get-service.ts";
import { getScan } from "./get-scan.ts";
import { findCurrentImageIds, requestScans } from "./request-scan.ts";
import type { ScanView } from "./schemas.ts";

const imageInput = z.object({ imageId: z.string().max(100) });
export const startAllScansInput = z.strictObject({ service: z.string().min(1).max(100).optional() });

/**
 * Scans an image (again), from its bytes where an engine has them, else from what the last scan read of it. `joined`
 * where a scan of it was going already. Throws bad-input, not-found, database-unavailable.
 */
export async function startScan(
  raw: z.input<typeof imageInput>,
  database: Db = db(),
): Promise<{ scan: ScanView; joined: boolean }> {
  const { imageId } = parseInput(imageInput, raw, "imageId");
  return withDatabaseErrors(async () => {
    const id = await findImageId(database, imageId, "imageId");
    const scans = await database.$transaction((tx) => requestScans(database, tx, [id], "asked"));
    const going = scans.get(id);
    if (!going) throw new AppError("conflict", "The scan ended at this very moment. Ask again.");
    return { scan: await getScan({ id: going.id }, database), joined: !going.isNew };
  });
}

/**
 * Scans every current image again, of one service or of all. Resolves to how many scans now go on. Throws bad-input,
 * not-found (the service), database-unavailable.
 */
export async function startAllScans(
  raw: z.input<typeof startAllScansInput> = {},
  database: Db = db(),
): Promise<{ scans: number }> {
  const { service } = parseInput(startAllScansInput, raw, "body");
  return withDatabaseErrors(async () => {
    const only = service === undefined ? undefined : (await getService(service, database)).id;
    const imageIds = await findCurrentImageIds(database, only);
    const scans = await database.$transaction((tx) => requestScans(database, tx, imageIds, "asked"));
    return { scans: scans.size };
  });
}
