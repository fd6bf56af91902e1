import { Prisma } from "../db/client.ts";
import { present } from "../db/fields.ts";
import { toStorableText } from "../db/storable.ts";
import {
  FINDING_STATUSES,
  type Finding,
  ORIGINS,
  type ScanPackage,
  SEVERITIES,
} from "../findings/schemas.ts";

export const FINDING_COLUMNS = {
  vulnerabilityId: true,
  aliases: true,
  packageName: true,
  packageType: true,
  purl: true,
  installedVersion: true,
  fixedVersion: true,
  severity: true,
  severitySource: true,
  status: true,
  title: true,
  url: true,
  origin: true,
  layerDiffId: true,
  path: true,
} as const satisfies Prisma.FindingSelect;

/** Where thousands are read: a query of one's own takes two thirds of the time. */
export const SELECT_FINDINGS = Prisma.sql`
  SELECT "scanId"::text AS "scanId", ${Prisma.raw(
    Object.keys(FINDING_COLUMNS)
      .map((name) => `"${name}"`)
      .join(", "),
  )} FROM "Finding"`;

export type FindingRow = Prisma.FindingGetPayload<{ select: typeof FINDING_COLUMNS }>;

/** What SELECT_FINDINGS reads. */
export type ScannedFindingRow = FindingRow & { scanId: string };

/** A finding as it was stored; words of a later version become `unknown`. */
export function toFinding(row: FindingRow): Finding {
  return {
    id: row.vulnerabilityId,
    aliases: row.aliases,
    packageName: row.packageName,
    packageType: row.packageType,
    installedVersion: row.installedVersion,
    severity: wordOf(SEVERITIES, row.severity),
    status: wordOf(FINDING_STATUSES, row.status),
    title: row.title,
    origin: wordOf(ORIGINS, row.origin),
    ...present("purl", row.purl),
    ...present("fixedVersion", row.fixedVersion),
    ...present("severitySource", row.severitySource),
    ...present("url", row.url),
    ...present("layerDiffId", row.layerDiffId),
    ...present("path", row.path),
  };
}

/** The row of a finding, which is the scan's `index`th. */
export function toFindingRow(scanId: string, finding: Finding, index: number) {
  return {
    scanId,
    index,
    vulnerabilityId: toStorableText(finding.id),
    aliases: finding.aliases.map(toStorableText),
    packageName: toStorableText(finding.packageName),
    packageType: toStorableText(finding.packageType),
    purl: textOrNull(finding.purl),
    installedVersion: toStorableText(finding.installedVersion),
    fixedVersion: textOrNull(finding.fixedVersion),
    severity: finding.severity,
    severitySource: textOrNull(finding.severitySource),
    status: finding.status,
    title: toStorableText(finding.title),
    url: textOrNull(finding.url),
    origin: finding.origin,
    layerDiffId: textOrNull(finding.layerDiffId),
    path: textOrNull(finding.path),
  };
}

/** The row of a package, which is the scan's `index`th. */
export function toPackageRow(scanId: string, entry: ScanPackage, index: number) {
  return {
    scanId,
    index,
    name: toStorableText(entry.name),
    version: toStorableText(entry.version),
    type: toStorableText(entry.type),
    purl: textOrNull(entry.purl),
    sourceName: textOrNull(entry.sourceName),
    licenses: entry.licenses.map(toStorableText),
    origin: entry.origin,
    layerDiffId: textOrNull(entry.layerDiffId),
    path: textOrNull(entry.path),
  };
}

export const PACKAGE_COLUMNS = {
  name: true,
  version: true,
  type: true,
  purl: true,
  sourceName: true,
  licenses: true,
  origin: true,
  layerDiffId: true,
  path: true,
} as const satisfies Prisma.ScanPackageSelect;

type PackageRow = Prisma.ScanPackageGetPayload<{ select: typeof PACKAGE_COLUMNS }>;

/** A package as it was stored. */
export function toPackage(row: PackageRow): ScanPackage {
  return {
    name: row.name,
    version: row.version,
    type: row.type,
    licenses: row.licenses,
    origin: wordOf(ORIGINS, row.origin),
    ...present("purl", row.purl),
    ...present("sourceName", row.sourceName),
    ...present("layerDiffId", row.layerDiffId),
    ...present("path", row.path),
  };
}

function wordOf<W extends string>(words: readonly W[], word: string): W | "unknown" {
  return words.find((known) => known === word) ?? "unknown";
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : toStorableText(text);
}
