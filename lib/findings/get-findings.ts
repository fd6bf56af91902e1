import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { parseInput } from "../parse-input.ts";
import { readScan } from "../scans/read-scan.ts";
import { countFindings } from "./count-findings.ts";
import { findingsView } from "./filter-findings.ts";
import { countGroups, filterGroups, groupWithin, sortGroups, toAcrossRow } from "./group-across.ts";
import type { FindingsPage } from "./schemas-page.ts";
import { toAnswer } from "./to-answer.ts";

const input = findingsView.extend({
  imageId: z.string().max(100),
  /** How many findings of the view come before those wanted. */
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
});

/**
 * An image's findings as its newest scan has them, worst first, with the coverage and the counts of all of them; in the
 * mode `unique` each different id as a row with its packages.
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
  const scanned = { coverage: scan.coverage, findings: all ?? [] };
  const groups = groupWithin(scanned, view.mode);
  const matching = sortGroups(filterGroups(groups, view));
  const shown = matching.slice(offset, offset + limit);
  return {
    scanId: scan.scanId,
    imageId: scan.image.imageId,
    scanner: scan.scanner,
    database: scan.database,
    scannedAt: scan.scannedAt,
    coverage: scan.coverage,
    answer: toAnswer({ coverage: scan.coverage, database: scan.database, count: all?.length }),
    ...present("counts", all && countFindings(all)),
    ...countGroups(groups),
    ...(view.mode === "unique"
      ? { findings: [], rows: shown.map((group) => toAcrossRow(group, [scanned])) }
      : { findings: shown.flatMap(({ byImage }) => byImage.flat()) }),
    matching: matching.length,
    ...present("nextOffset", matching.length > offset + limit ? offset + limit : undefined),
  };
}
