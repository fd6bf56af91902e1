import type { FindingsMode } from "../charts/severity.ts";
import { isFixable } from "./count-findings.ts";
import { compareText, type FindingsView, matchesView } from "./filter-findings.ts";
import { type Coverage, type JudgedFinding, ORIGINS, RUST_BINARY, SEVERITIES } from "./schemas.ts";
import type { AcrossCell, AcrossRow, RowCounts } from "./schemas-across.ts";

export type ImageFindings = {
  /** Absent where the image was never scanned. */
  coverage: Coverage | undefined;
  findings: readonly JudgedFinding[];
};

/** A row with the findings it stands for, by image. */
export type Group = { key: string; byImage: JudgedFinding[][] };

/**
 * The findings of several images as groups of the same flaw: of one package, or (`byId`) of whatever packages have it.
 * In the order in which they first appear.
 */
export function groupAcross(images: readonly ImageFindings[], byId: boolean): Group[] {
  const groups = new Map<string, Group>();
  images.forEach(({ findings }, index) => {
    for (const finding of findings) {
      const key = byId
        ? finding.id
        : [finding.id, finding.packageType, finding.packageName, finding.path ?? ""].join("\n");
      const group = groups.get(key) ?? { key, byImage: images.map(() => []) };
      groups.set(key, group);
      group.byImage[index]?.push(finding);
    }
  });
  return [...groups.values()];
}

/** The findings of one image as rows: each by itself, or all of one id together where different ids are counted. */
export function groupWithin(image: ImageFindings, mode: FindingsMode): Group[] {
  if (mode === "unique") return groupAcross([image], true);
  return image.findings
    .filter((finding) => mode === "all" || isFixable(finding))
    .map((finding) => ({ key: `${finding.id}\n${finding.path ?? ""}`, byImage: [[finding]] }));
}

/** The groups of the view: a group's severity is its worst, and of the rest one finding has to have all. */
export function filterGroups(groups: readonly Group[], { severity, ...view }: FindingsView): Group[] {
  return groups.filter(({ byImage }) => {
    const findings = byImage.flat();
    return (
      (!severity || severity.includes(worstOf(findings).severity)) &&
      findings.some((finding) => matchesView(finding, view))
    );
  });
}

/** How many groups there are of each severity, the worst of each, and of each origin. */
export function countGroups(groups: readonly Group[]): RowCounts {
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  const byOrigin = { base: 0, crates: 0, dockerfile: 0, unknown: 0 };
  for (const { byImage } of groups) {
    const findings = byImage.flat();
    bySeverity[worstOf(findings).severity] += 1;
    for (const origin of ORIGINS) if (findings.some((one) => one.origin === origin)) byOrigin[origin] += 1;
  }
  return { bySeverity, byOrigin };
}

/** Worst first, then by package and id. */
export function sortGroups(groups: readonly Group[]): Group[] {
  const keyed = groups.map((group) => {
    const findings = group.byImage.flat();
    return { group, rank: SEVERITIES.indexOf(worstOf(findings).severity), first: findings[0] };
  });
  return keyed
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        compareText(a.first?.packageName ?? "", b.first?.packageName ?? "") ||
        compareText(a.group.key, b.group.key),
    )
    .map(({ group }) => group);
}

/** A group as it is shown. */
export function toAcrossRow(group: Group, images: readonly ImageFindings[]): AcrossRow {
  const findings = group.byImage.flat();
  const worst = worstOf(findings);
  const byPackage = Map.groupBy(findings, (one) => [one.packageType, one.packageName, one.path].join("\n"));
  return {
    id: worst.id,
    aliases: distinct(findings.flatMap((one) => one.aliases)),
    severity: worst.severity,
    severitySources: distinct(findings.flatMap((one) => one.severitySource ?? [])),
    statuses: distinct(findings.map((one) => one.status)),
    title: worst.title,
    ...(worst.url === undefined ? {} : { url: worst.url }),
    packages: [...byPackage.values()].flatMap((same) => {
      const [first] = same;
      if (!first) return [];
      return {
        name: first.packageName,
        type: first.packageType,
        ...(first.path === undefined ? {} : { path: first.path }),
        installedVersions: distinct(same.map((one) => one.installedVersion)),
        fixedVersions: distinct(same.flatMap((one) => one.fixedVersion ?? [])),
      };
    }),
    origins: distinct(findings.map((one) => one.origin)),
    cells: images.map(({ coverage }, index) =>
      toCell(group.byImage[index] ?? [], coverage, worst.packageType),
    ),
  };
}

/** The first of the worst. */
function worstOf(findings: readonly JudgedFinding[]): JudgedFinding {
  const [first, ...rest] = findings;
  if (!first) throw new Error("a group without a finding");
  return rest.reduce(
    (worst, one) => (SEVERITIES.indexOf(one.severity) < SEVERITIES.indexOf(worst.severity) ? one : worst),
    first,
  );
}

function toCell(findings: JudgedFinding[], coverage: Coverage | undefined, type: string): AcrossCell {
  if (findings.length > 0) {
    // Accepted only where every occurrence is; one that has run out is worth showing.
    const open = findings.find((one) => one.acceptance?.state !== "accepted");
    const shown = (open ?? findings[0])?.acceptance;
    return {
      state: "found",
      count: findings.length,
      severity: worstOf(findings).severity,
      ...(shown ? { acceptance: shown } : {}),
    };
  }
  if (!coverage) return { state: "not-seen", why: "not scanned yet" };
  if (type === RUST_BINARY) {
    return coverage.crates.lookedUp
      ? { state: "not-found" }
      : { state: "not-seen", why: "its crates were not looked up" };
  }
  return coverage.os.lookedUp
    ? { state: "not-found" }
    : { state: "not-seen", why: "no system packages were looked up in it" };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
