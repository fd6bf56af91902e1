import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { parseInput } from "../parse-input.ts";
import { readScan } from "../scans/read-scan.ts";
import { countFindings } from "./count-findings.ts";
import { filterFindings, findingsView } from "./filter-findings.ts";
import type { FindingsPage } from "./schemas-page.ts";
import { toAnswer } from "./to-answer.ts";

const input = findingsView.extend({
  imageId: z.string().max(100),
  /** How many findings of the view come before those wanted. */
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
});

/**
 * An image's findings as its newest scan has them, worst first, with the coverage and the counts of all of them.
 * Throws bad-input, not-found (also where it has not been scanned), database-unavailable.
 */
export async function getFindings(
  raw: z.input<typeof input>,
  options: { database?: Db; now?: Date } = {},
): Promise<FindingsPage> {
  const { database = db(), now = new Date() } = options;
  const { imageId, offset, limit, ...view } = parseInput(input, raw, "query");
  const scan = await withDatabaseErrors(() => readScan(database, { imageId }, { withPackages: false, now }));
  const all = scan.findings;
  const shown = filterFindings(all ?? [], view);
  return {
    scanId: scan.scanId,
    imageId: scan.image.imageId,
    scanner: scan.scanner,
    database: scan.database,
    scannedAt: scan.scannedAt,
    coverage: scan.coverage,
    answer: toAnswer({ coverage: scan.coverage, database: scan.database, count: all?.length }),
    ...present("counts", all && countFindings(all)),
    findings: shown.slice(offset, offset + limit),
    matching: shown.length,
    ...present("nextOffset", shown.length > offset + limit ? offset + limit : undefined),
  };
}
