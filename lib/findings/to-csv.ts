import type { ScanExport } from "./export-context.ts";
import type { JudgedFinding } from "./schemas.ts";
import { toAnswer } from "./to-answer.ts";

const COLUMNS = [
  "service",
  "variant",
  "image_id",
  "coverage",
  "coverage_reasons",
  "scanner",
  "database_updated_at",
  "id",
  "aliases",
  "severity",
  "severity_source",
  "status",
  "package",
  "installed_version",
  "fixed_version",
  "origin",
  "path",
  "purl",
  "title",
  "url",
  "accepted",
  "accepted_reason",
  "accepted_by",
  "accepted_until",
] as const;

/**
 * One line a finding, as RFC 4180 has it, for one or several images. Each line carries its image's coverage; an image
 * without a known finding has one line whose id says `none`, `unknown` or `not scannable`, so that none looks clean by
 * its absence.
 */
export function toCsv(scans: readonly ScanExport[]): string {
  const lines = scans.flatMap((scan) => {
    const findings = scan.findings ?? [];
    const rows = findings.length > 0 ? findings.map((finding) => cellsOf(finding)) : [[absence(scan)]];
    return rows.map((row) => [...headOf(scan), ...row]);
  });
  return [[...COLUMNS], ...lines].map((line) => `${padded(line).map(toCell).join(",")}\r\n`).join("");
}

function headOf(scan: ScanExport): string[] {
  return [
    scan.image.service,
    scan.image.variant,
    scan.image.imageId,
    scan.coverage.verdict,
    scan.coverage.reasons.map((reason) => reason.code).join(" "),
    `${scan.scanner.name} ${scan.scanner.version}`,
    scan.database.updatedAt ?? scan.database.state,
  ];
}

function cellsOf(finding: JudgedFinding): string[] {
  const accepted = finding.acceptance;
  return [
    finding.id,
    finding.aliases.join(" "),
    finding.severity,
    finding.severitySource ?? "",
    finding.status,
    finding.packageName,
    finding.installedVersion,
    finding.fixedVersion ?? "",
    finding.origin,
    finding.path ?? "",
    finding.purl ?? "",
    finding.title,
    finding.url ?? "",
    ...(accepted ? [accepted.state, accepted.reason, accepted.author, accepted.expiresAt ?? ""] : []),
  ];
}

function absence(scan: ScanExport): string {
  const answer = toAnswer({
    coverage: scan.coverage,
    database: scan.database,
    count: scan.findings?.length,
  });
  if (answer.kind === "count") return "none";
  return answer.kind === "unknown" ? "unknown" : "not scannable";
}

function padded(line: readonly string[]): string[] {
  return COLUMNS.map((_, index) => line[index] ?? "");
}

/** Spreadsheets take a cell that begins with one of these for a formula: a quote mark before it makes it text. */
function toCell(text: string): string {
  const inert = /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
