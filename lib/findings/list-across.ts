import { z } from "zod";
import { defaultFindingsMode, FINDINGS_MODES, listFamilies } from "../charts/severity.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { compareImages } from "../images/compare-images.ts";
import { type ComparisonColumn, compareInput } from "../images/schemas.ts";
import { parseInput } from "../parse-input.ts";
import { type ScannedFindingRow, SELECT_FINDINGS, toFinding } from "../scans/stored-finding.ts";
import { isFixable } from "./count-findings.ts";
import { findingsView } from "./filter-findings.ts";
import {
  countGroups,
  filterGroups,
  groupAcross,
  type ImageFindings,
  sortGroups,
  toAcrossRow,
} from "./group-across.ts";
import { judgeFindings } from "./judge-findings.ts";
import { listSuppressions } from "./list-suppressions.ts";
import type { AcrossImage, FindingsAcross } from "./schemas-across.ts";

const input = compareInput.extend(findingsView.shape).extend({
  /** Absent: what is fair for these images. */
  mode: z.enum(FINDINGS_MODES).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});

/**
 * One list of what the newest scans of a comparison's images found: a row a flaw, with what each image has of it and
 * whether that image was looked into for it at all. Throws as compareImages does.
 */
export async function listFindingsAcross(
  raw: z.input<typeof input>,
  options: { database?: Db; now?: Date } = {},
): Promise<FindingsAcross> {
  const { database = db(), now = new Date() } = options;
  const {
    mode: asked,
    offset,
    limit,
    severity,
    origin,
    accepted,
    search,
    ...compared
  } = parseInput(input, raw, "query");
  const comparison = await compareImages(compared, database);
  const mode = asked ?? defaultFindingsMode(comparison);
  const images = await withDatabaseErrors(() =>
    readImages(database, comparison.service, comparison.columns, now),
  );
  const groups = groupAcross(images, mode === "unique").filter(
    (group) => mode !== "fixable" || group.byImage.some((findings) => findings.some(isFixable)),
  );
  const matching = sortGroups(filterGroups(groups, { severity, origin, accepted, search, mode }));
  return {
    service: comparison.service,
    images: comparison.columns.map(toImage),
    mode,
    families: listFamilies(comparison),
    ...countGroups(groups),
    rows: matching.slice(offset, offset + limit).map((group) => toAcrossRow(group, images)),
    matching: matching.length,
    ...present("nextOffset", matching.length > offset + limit ? offset + limit : undefined),
  };
}

async function readImages(
  database: Db,
  service: string,
  columns: readonly ComparisonColumn[],
  now: Date,
): Promise<ImageFindings[]> {
  const scanIds = columns.flatMap(({ scans }) => scans?.latest?.scanId ?? []);
  const [rows, suppressions] = await Promise.all([
    database.$queryRaw<ScannedFindingRow[]>`
      ${SELECT_FINDINGS} WHERE "scanId" = ANY(${scanIds}::uuid[]) ORDER BY "scanId", "index"`,
    listSuppressions(service, database),
  ]);
  const byScan = Map.groupBy(rows, (row) => row.scanId);
  return columns.map(({ image, scans }) => {
    const latest = scans?.latest;
    const findings = (latest && byScan.get(latest.scanId))?.map(toFinding) ?? [];
    return {
      coverage: latest?.coverage,
      findings: judgeFindings(findings, suppressions, { variant: image.variant, now }),
    };
  });
}

function toImage({ image, scans, previous }: ComparisonColumn): AcrossImage {
  const { imageId, variant } = image;
  const head = { imageId, variant, ...present("previousImageId", previous?.imageId) };
  if (!scans?.latest) return head;
  const { durationMs: _durationMs, imageId: _imageId, ...scan } = scans.latest;
  return { ...head, scan };
}
