import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { findImageId } from "../images/find-image-id.ts";
import { parseInput } from "../parse-input.ts";
import { readCounts } from "./read-counts.ts";
import type { ScanView } from "./schemas.ts";
import { SCAN_COLUMNS, toScanView } from "./to-scan-view.ts";

const idInput = z.object({ id: z.uuid("is no scan id (a UUID)") });
const listInput = z.object({
  imageId: z.string().max(100),
  limit: z.number().int().min(1).max(100).default(20),
});

const COLUMNS = { ...SCAN_COLUMNS, image: { select: { variant: true, serviceId: true } } } as const;

/** One scan. Throws bad-input, not-found, database-unavailable. */
export async function getScan(raw: z.input<typeof idInput>, database: Db = db()): Promise<ScanView> {
  const { id } = parseInput(idInput, raw, "id");
  return withDatabaseErrors(async () => {
    const [scan] = await readScans(database, { id }, 1);
    if (!scan) throw new AppError("not-found", `There is no scan ${id}.`);
    return scan;
  });
}

/** What the scanner wrote beside its answer. Throws bad-input, not-found, database-unavailable. */
export async function getScanLog(raw: z.input<typeof idInput>, database: Db = db()): Promise<string> {
  const { id } = parseInput(idInput, raw, "id");
  const row = await withDatabaseErrors(() =>
    database.scan.findUnique({ where: { id }, select: { log: true } }),
  );
  if (!row) throw new AppError("not-found", `There is no scan ${id}.`);
  return row.log;
}

/** An image's scans, the newest first. Throws bad-input, not-found, database-unavailable. */
export async function listScans(raw: z.input<typeof listInput>, database: Db = db()): Promise<ScanView[]> {
  const { imageId, limit } = parseInput(listInput, raw, "imageId");
  return withDatabaseErrors(async () =>
    readScans(database, { imageId: await findImageId(database, imageId, "imageId") }, limit),
  );
}

async function readScans(
  database: Db,
  where: { id: string } | { imageId: string },
  limit: number,
): Promise<ScanView[]> {
  const rows = await database.scan.findMany({
    where,
    select: COLUMNS,
    orderBy: { createdAt: "desc" },
    take: limit,
  });
  const counts = await readCounts(database, rows, new Date());
  return rows.map((row) => toScanView(row, counts.get(row.id)));
}
