import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { diffScans, type ScanDiff } from "../findings/diff-scans.ts";
import { parseInput } from "../parse-input.ts";
import { readScan, type ScanReference, type StoredScan } from "./read-scan.ts";

/** A scan's id, or an image's: then its newest scan is meant. */
const side = z.string().min(12).max(100);
const input = z.object({ from: side, to: side });

export type ScanSide = Pick<
  StoredScan,
  "scanId" | "image" | "scanner" | "database" | "scannedAt" | "coverage"
>;
export type StoredScanDiff = { from: ScanSide; to: ScanSide; diff: ScanDiff };

/**
 * What is new, gone and unchanged between two scans, each difference with its cause. Throws bad-input (also where one of
 * them does not know its findings), not-found, database-unavailable.
 */
export async function diffStoredScans(
  raw: z.input<typeof input>,
  options: { database?: Db; now?: Date } = {},
): Promise<StoredScanDiff> {
  const { database = db(), now = new Date() } = options;
  const { from, to } = parseInput(input, raw, "query");
  return withDatabaseErrors(async () => {
    const [before, after] = await Promise.all(
      [from, to].map((name) => readScan(database, toReference(name), { withPackages: true, now })),
    );
    if (!before || !after) throw new AppError("not-found", "There is no such scan.");
    const diff = diffScans(withFindings(before, "from"), withFindings(after, "to"));
    return { from: toSide(before), to: toSide(after), diff };
  });
}

function toReference(name: string): ScanReference {
  return z.uuid().safeParse(name).success ? { scanId: name } : { imageId: name };
}

function withFindings(scan: StoredScan, field: "from" | "to") {
  const { findings } = scan;
  if (findings) return { ...scan, imageId: scan.image.imageId, findings };
  const message = `\`${field}\`: this scan had no vulnerability database, so its findings are unknown.`;
  throw new AppError("bad-input", message, { field });
}

function toSide({ scanId, image, scanner, database, scannedAt, coverage }: StoredScan): ScanSide {
  return { scanId, image, scanner, database, scannedAt, coverage };
}
