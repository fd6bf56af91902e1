import type { Prisma } from "../db/client.ts";
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

export type FindingRow = Prisma.FindingGetPayload<{ select: typeof FINDING_COLUMNS }>;

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
  const { id, ...rest } = finding;
  return { scanId, index, vulnerabilityId: toStorableText(id), ...storable(rest) };
}

/** The row of a package, which is the scan's `index`th. */
export function toPackageRow(scanId: string, entry: ScanPackage, index: number) {
  return { scanId, index, ...storable(entry) };
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

/** Every text of an object as PostgreSQL can hold it. */
function storable<T extends object>(value: T): T {
  const copy = { ...value };
  for (const key in copy) {
    const part: unknown = copy[key];
    if (typeof part === "string") Reflect.set(copy, key, toStorableText(part));
    else if (Array.isArray(part)) {
      Reflect.set(
        copy,
        key,
        part.map((each) => (typeof each === "string" ? toStorableText(each) : each)),
      );
    }
  }
  return copy;
}
