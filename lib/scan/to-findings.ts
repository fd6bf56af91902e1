import {
  FINDING_STATUSES,
  type Finding,
  type Origin,
  RUST_BINARY,
  type ScanPackage,
  SEVERITIES,
} from "../findings/schemas.ts";
import { findWebAddress } from "./clean-text.ts";
import type { TrivyPackage, TrivyReport, TrivyResult, TrivyVulnerability } from "./trivy-report.ts";

const OS_CLASS = "os-pkgs";

/** Every finding of the report, in its order. `baseDiffIds` are those of the layers that the base brought. */
export function toFindings(report: TrivyReport, baseDiffIds: ReadonlySet<string>): Finding[] {
  return report.results.flatMap((result) =>
    result.vulnerabilities.map((entry) => toFinding(entry, result, baseDiffIds)),
  );
}

/** Every package of the report, in its order. */
export function toPackages(report: TrivyReport, baseDiffIds: ReadonlySet<string>): ScanPackage[] {
  return report.results.flatMap((result) =>
    result.packages.map((entry) => {
      const diffId = entry.Layer?.DiffID || undefined;
      return {
        name: entry.Name,
        version: toPackageVersion(entry),
        type: result.type,
        licenses: entry.Licenses ?? [],
        origin: toOrigin(diffId, result, baseDiffIds),
        ...present("purl", entry.Identifier?.PURL),
        ...present("sourceName", entry.SrcName),
        ...present("layerDiffId", diffId),
        ...present("path", toPath(entry.FilePath, result)),
      };
    }),
  );
}

function toFinding(
  entry: TrivyVulnerability,
  result: TrivyResult,
  baseDiffIds: ReadonlySet<string>,
): Finding {
  const diffId = entry.Layer?.DiffID || undefined;
  return {
    id: entry.VulnerabilityID,
    aliases: (entry.VendorIDs ?? []).filter((id) => id !== "" && id !== entry.VulnerabilityID),
    packageName: entry.PkgName,
    packageType: result.type,
    installedVersion: entry.InstalledVersion ?? "",
    severity: findWord(SEVERITIES, entry.Severity),
    status: findWord(FINDING_STATUSES, entry.Status),
    title: entry.Title ?? "",
    origin: toOrigin(diffId, result, baseDiffIds),
    ...present("purl", entry.PkgIdentifier?.PURL),
    ...present("fixedVersion", entry.FixedVersion),
    ...present("severitySource", entry.SeveritySource),
    ...present("url", findWebAddress(entry.PrimaryURL ?? "")),
    ...present("layerDiffId", diffId),
    ...present("path", toPath(entry.PkgPath, result)),
  };
}

function toOrigin(diffId: string | undefined, result: TrivyResult, baseDiffIds: ReadonlySet<string>): Origin {
  if (diffId !== undefined && baseDiffIds.has(diffId)) return "base";
  if (result.type === RUST_BINARY) return "crates";
  if (diffId !== undefined || baseDiffIds.size === 0) return "dockerfile";
  return "unknown";
}

/** Trivy names a language package's file in the result's target; operating system packages have none. */
function toPath(path: string | null | undefined, result: TrivyResult): string | undefined {
  if (result.class === OS_CLASS) return undefined;
  return (path || result.target).replace(/^\/+/, "") || undefined;
}

/** As dpkg and rpm write it: epoch:version-release. */
function toPackageVersion(entry: TrivyPackage): string {
  const version = [entry.Version, entry.Release].filter(Boolean).join("-");
  return entry.Epoch ? `${entry.Epoch}:${version}` : version;
}

function findWord<W extends string>(words: readonly W[], word: string | null | undefined): W | "unknown" {
  const lower = word?.toLowerCase();
  return words.find((known) => known === lower) ?? "unknown";
}

function present<K extends string>(key: K, value: string | null | undefined): { [P in K]?: string } {
  if (value === undefined || value === null || value === "") return {};
  const pair: { [P in K]?: string } = {};
  pair[key] = value;
  return pair;
}
