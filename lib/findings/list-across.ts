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
import { findingsView, matchesView } from "./filter-findings.ts";
import {
  type Group,
  groupAcross,
  type ImageFindings,
  sortGroups,
  toAcrossRow,
  worstOf,
} from "./group-across.ts";
import { judgeFindings } from "./judge-findings.ts";
import { listSuppressions } from "./list-suppressions.ts";
import { ORIGINS, SEVERITIES } from "./schemas.ts";
import type { AcrossImage, FindingsAcross } from "./schemas-across.ts";

const input = compareInput.extend(findingsView.omit({ fixable: true }).shape).extend({
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
  const view = { severity, origin, accepted, search, fixable: mode === "fixable" };
  const matching = sortGroups(
    groups.filter(({ byImage }) => byImage.some((each) => each.some((one) => matchesView(one, view)))),
  );
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

function countGroups(groups: readonly Group[]): Pick<FindingsAcross, "bySeverity" | "byOrigin"> {
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  const byOrigin = { base: 0, crates: 0, dockerfile: 0, unknown: 0 };
  for (const { byImage } of groups) {
    const findings = byImage.flat();
    for (const severity of SEVERITIES) if (worstOf(findings).severity === severity) bySeverity[severity] += 1;
    for (const origin of ORIGINS) if (findings.some((one) => one.origin === origin)) byOrigin[origin] += 1;
  }
  return { bySeverity, byOrigin };
}
