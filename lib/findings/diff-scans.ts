import type { Finding, ScanDatabase, ScanPackage } from "./schemas.ts";

/** What a difference came from. Several where each of them could have made it by itself. */
export const CAUSES = ["image", "database", "scanner"] as const;
export type Cause = (typeof CAUSES)[number];

export type ScanForDiff = {
  imageId: string;
  scanner: { version: string };
  database: ScanDatabase;
  packages: readonly ScanPackage[];
  findings: readonly Finding[];
};

export type ChangedFinding = { finding: Finding; causes: Cause[] };
export type ScanDiff = {
  appeared: ChangedFinding[];
  gone: ChangedFinding[];
  /** As the later scan has them. `was` holds what the earlier one said where that differs. */
  unchanged: { finding: Finding; was?: Partial<Pick<Finding, "severity" | "status" | "fixedVersion">> }[];
};

/**
 * What is new, gone and unchanged from `before` to `after`: two scans of one image, two images of one variant, or two
 * variants. A finding is the same where id, package and file are; a version that changed makes no new finding.
 */
export function diffScans(before: ScanForDiff, after: ScanForDiff): ScanDiff {
  const earlier = groupByKey(before.findings);
  const diff: ScanDiff = { appeared: [], gone: [], unchanged: [] };
  const causes = explainBetween(before, after);
  for (const finding of after.findings) {
    const was = earlier.get(keyOf(finding))?.shift();
    if (was) diff.unchanged.push(compare(was, finding));
    else diff.appeared.push({ finding, causes: causes(finding, before.packages) });
  }
  for (const finding of [...earlier.values()].flat()) {
    diff.gone.push({ finding, causes: causes(finding, after.packages) });
  }
  return diff;
}

/** Explains a finding that only one side has, from the packages of the other side. */
function explainBetween(before: ScanForDiff, after: ScanForDiff) {
  const knowledge: Cause[] = [];
  if (isOtherDatabase(before.database, after.database)) knowledge.push("database");
  if (before.scanner.version !== after.scanner.version) knowledge.push("scanner");
  const indexes = new Map<readonly ScanPackage[], Set<string>>();
  return (finding: Finding, otherSide: readonly ScanPackage[]): Cause[] => {
    if (before.imageId === after.imageId) return knowledge.length > 0 ? knowledge : ["image"];
    const index = indexes.get(otherSide) ?? toIndex(otherSide);
    indexes.set(otherSide, index);
    const { packageName, installedVersion, packageType } = finding;
    const hasPackage = index.has(`${packageType}\n${packageName}`);
    const hasVersion = index.has(`${packageType}\n${packageName}\n${installedVersion}`);
    // The other image holds the very same package: only what is known about it can differ.
    if (hasVersion) return knowledge.length > 0 ? knowledge : ["image"];
    // It does not hold the package at all: nothing else can be the cause.
    if (!hasPackage) return ["image"];
    return ["image", ...knowledge];
  };
}

function toIndex(packages: readonly ScanPackage[]): Set<string> {
  const index = new Set<string>();
  for (const { type, name, version } of packages)
    index.add(`${type}\n${name}`).add(`${type}\n${name}\n${version}`);
  return index;
}

function isOtherDatabase(a: ScanDatabase, b: ScanDatabase): boolean {
  return a.fingerprint !== b.fingerprint || a.updatedAt !== b.updatedAt;
}

function compare(was: Finding, finding: Finding): ScanDiff["unchanged"][number] {
  const isSame =
    was.severity === finding.severity &&
    was.status === finding.status &&
    was.fixedVersion === finding.fixedVersion;
  if (isSame) return { finding };
  const { severity, status, fixedVersion } = was;
  return { finding, was: { severity, status, ...(fixedVersion === undefined ? {} : { fixedVersion }) } };
}

function groupByKey(findings: readonly Finding[]): Map<string, Finding[]> {
  return Map.groupBy(findings, keyOf);
}

function keyOf(finding: Finding): string {
  return [finding.id, finding.packageType, finding.packageName, finding.path ?? ""].join("\n");
}
