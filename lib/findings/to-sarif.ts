import { joinSentences } from "../format.ts";
import type { ScanExport } from "./export-context.ts";
import type { JudgedFinding, Severity } from "./schemas.ts";
import { toAnswer } from "./to-answer.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

const LEVELS: Record<Severity, "error" | "warning" | "note"> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  unknown: "note",
};

/**
 * A SARIF 2.1.0 log (docs.oasis-open.org/sarif) with one run an image. What the scanner did not see stands among the
 * run's notifications; accepted findings stay, with a suppression.
 */
export function toSarif(scans: readonly ScanExport[]) {
  return { $schema: SCHEMA, version: "2.1.0", runs: scans.map(toRun) };
}

function toRun(scan: ScanExport) {
  const findings = scan.findings ?? [];
  const ids = [...new Set(findings.map((finding) => finding.id))];
  const firstById = new Map(findings.toReversed().map((finding) => [finding.id, finding]));
  const indexById = new Map(ids.map((id, index) => [id, index]));
  const answer = toAnswer({
    coverage: scan.coverage,
    database: scan.database,
    count: scan.findings?.length,
  });
  return {
    tool: {
      driver: {
        name: scan.scanner.name,
        version: scan.scanner.version,
        informationUri: "https://trivy.dev",
        rules: ids.map((id) => toRule(id, firstById.get(id))),
      },
    },
    automationDetails: { id: `${scan.image.service}/${scan.image.variant}/${scan.image.imageId}` },
    invocations: [
      {
        executionSuccessful: answer.kind === "count",
        endTimeUtc: scan.scannedAt,
        toolExecutionNotifications: scan.coverage.reasons.map((reason) => ({
          level: "warning" as const,
          message: { text: joinSentences(reason.message, reason.cure) },
          descriptor: { id: reason.code },
        })),
      },
    ],
    results: findings.map((finding) => toResult(finding, scan, indexById.get(finding.id) ?? 0)),
    properties: {
      image: scan.image,
      coverage: scan.coverage.verdict,
      findings: answer.kind === "count" ? answer.value : answer.kind,
      database: scan.database,
    },
  };
}

function toRule(id: string, finding: JudgedFinding | undefined) {
  const title = finding?.title || id;
  return {
    id,
    shortDescription: { text: title },
    ...(finding?.url ? { helpUri: finding.url } : {}),
    properties: {
      tags: ["security", "vulnerability", ...(finding ? [finding.severity] : [])],
      aliases: finding?.aliases ?? [],
    },
  };
}

function toResult(finding: JudgedFinding, scan: ScanExport, ruleIndex: number) {
  const { acceptance } = finding;
  const fix = finding.fixedVersion ? `fixed in ${finding.fixedVersion}` : "no fix is offered";
  return {
    ruleId: finding.id,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: {
      text: `${finding.packageName} ${finding.installedVersion}: ${finding.title || finding.id} (${fix})`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(finding.path ?? `${scan.image.service}/${scan.image.variant}`) },
          region: { startLine: 1 },
        },
      },
    ],
    partialFingerprints: {
      finding: [finding.id, finding.packageType, finding.packageName, finding.path ?? ""].join("|"),
    },
    properties: {
      severity: finding.severity,
      severitySource: finding.severitySource ?? null,
      status: finding.status,
      origin: finding.origin,
      package: finding.packageName,
      installedVersion: finding.installedVersion,
      fixedVersion: finding.fixedVersion ?? null,
      purl: finding.purl ?? null,
    },
    suppressions:
      acceptance?.state === "accepted"
        ? [{ kind: "external" as const, status: "accepted" as const, justification: wordsOf(acceptance) }]
        : [],
  };
}

function wordsOf({ reason, author, expiresAt }: NonNullable<JudgedFinding["acceptance"]>): string {
  return `${reason} (${author}${expiresAt ? `, until ${expiresAt.slice(0, 10)}` : ""})`;
}

function toUri(path: string): string {
  return path
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
}
