import { toSerialNumber } from "../packages/serial-number.ts";
import type { ScanExport } from "./export-context.ts";
import { type Coverage, type JudgedFinding, type ScanPackage, SEVERITIES } from "./schemas.ts";
import { toAnswer } from "./to-answer.ts";

const AGGREGATES: Record<Coverage["verdict"], string> = {
  full: "complete",
  partial: "incomplete",
  blind: "unknown",
};

/**
 * A CycloneDX 1.6 bill of materials (cyclonedx.org) of one image with its vulnerabilities. Where those are unknown there
 * is no list of them; the properties and the composition say what was not seen.
 */
export function toCycloneDx(scan: ScanExport) {
  const components = scan.packages.map(toComponent);
  const refs = new Map(
    scan.packages.map((entry, index) => [
      keyOf(entry.type, entry.name, entry.version, entry.path),
      refOf(index),
    ]),
  );
  const byId = Map.groupBy(scan.findings ?? [], (finding) => finding.id);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: toSerialNumber(
      [scan.image.imageId, scan.scanner.version, scan.database.fingerprint, scan.scannedAt].join("\n"),
    ),
    version: 1,
    metadata: {
      timestamp: scan.scannedAt,
      tools: {
        components: [
          { type: "application", name: scan.scanner.name, version: scan.scanner.version },
          { type: "application", name: "image-diet" },
        ],
      },
      component: {
        type: "container",
        "bom-ref": scan.image.imageId,
        name: `${scan.image.service}/${scan.image.variant}`,
        version: scan.image.imageId,
      },
      properties: propertiesOf(scan),
    },
    components,
    compositions: [{ aggregate: AGGREGATES[scan.coverage.verdict], assemblies: [scan.image.imageId] }],
    ...(scan.findings
      ? {
          vulnerabilities: [...byId].map(([id, findings]) =>
            toVulnerability(id, findings, (finding) => findRef(finding, refs) ?? scan.image.imageId),
          ),
        }
      : {}),
  };
}

function propertiesOf(scan: ScanExport) {
  const answer = toAnswer({
    coverage: scan.coverage,
    database: scan.database,
    count: scan.findings?.length,
  });
  const pairs = [
    ["coverage", scan.coverage.verdict],
    ["findings", answer.kind === "count" ? String(answer.value) : answer.kind],
    ["database", scan.database.state],
    ...(scan.database.updatedAt ? [["database-updated-at", scan.database.updatedAt]] : []),
    ["platform", scan.image.platform],
    ...scan.coverage.reasons.map((reason) => ["not-seen", `${reason.code}: ${reason.message}`]),
  ];
  return pairs.map(([name, value]) => ({ name: `image-diet:${name}`, value }));
}

function toComponent(entry: ScanPackage, index: number) {
  const properties = [
    { name: "image-diet:origin", value: entry.origin },
    { name: "image-diet:type", value: entry.type },
    ...(entry.path ? [{ name: "image-diet:path", value: entry.path }] : []),
    ...(entry.layerDiffId ? [{ name: "image-diet:layer", value: entry.layerDiffId }] : []),
  ];
  return {
    type: "library",
    "bom-ref": refOf(index),
    name: entry.name,
    version: entry.version,
    ...(entry.purl ? { purl: entry.purl } : {}),
    ...(entry.licenses.length > 0 ? { licenses: entry.licenses.map((name) => ({ license: { name } })) } : {}),
    properties,
  };
}

function toVulnerability(id: string, findings: JudgedFinding[], toRef: (finding: JudgedFinding) => string) {
  const worst = findings.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  )[0];
  const aliases = [...new Set(findings.flatMap((finding) => finding.aliases))];
  const affected = new Map(findings.map((finding) => [toRef(finding), finding]));
  return {
    "bom-ref": `vulnerability-${id}`,
    id,
    ...(worst?.url ? { source: { url: worst.url } } : {}),
    ...(aliases.length > 0
      ? { references: aliases.map((alias) => ({ id: alias, source: { name: sourceOf(alias) } })) }
      : {}),
    ratings: ratingsOf(findings),
    ...(worst?.title ? { description: worst.title } : {}),
    ...recommendationOf(findings),
    affects: [...affected].map(([ref, finding]) => ({
      ref,
      ...(finding.installedVersion
        ? { versions: [{ version: finding.installedVersion, status: "affected" }] }
        : {}),
    })),
    ...analysisOf(findings),
  };
}

/** Each rating once, with who gave it. */
function ratingsOf(findings: JudgedFinding[]) {
  const byRater = new Map(
    findings.map((finding) => [`${finding.severity} ${finding.severitySource}`, finding]),
  );
  return [...byRater.values()].map(({ severity, severitySource }) => ({
    ...(severitySource ? { source: { name: severitySource } } : {}),
    severity,
  }));
}

function recommendationOf(findings: JudgedFinding[]) {
  const fixes = new Set(
    findings.flatMap((finding) =>
      finding.fixedVersion ? [`${finding.packageName} to ${finding.fixedVersion}`] : [],
    ),
  );
  return fixes.size > 0 ? { recommendation: `Update ${[...fixes].join("; ")}` } : {};
}

/** Only where every occurrence is accepted; else the flaw as a whole is not. */
function analysisOf(findings: JudgedFinding[]) {
  const accepted = findings.map((finding) => finding.acceptance);
  const first = accepted[0];
  if (!first || accepted.some((one) => one?.state !== "accepted")) return {};
  const until = first.expiresAt ? `, until ${first.expiresAt.slice(0, 10)}` : "";
  const detail = `accepted: ${first.reason} (${first.author}${until})`;
  return {
    analysis:
      first.source === "openvex" ? { state: "not_affected", detail } : { response: ["will_not_fix"], detail },
  };
}

function findRef(finding: JudgedFinding, refs: Map<string, string>): string | undefined {
  return refs.get(keyOf(finding.packageType, finding.packageName, finding.installedVersion, finding.path));
}

function keyOf(type: string, name: string, version: string, path: string | undefined): string {
  return [type, name, version, path ?? ""].join("\n");
}

function refOf(index: number): string {
  return `package-${index}`;
}

function sourceOf(id: string): string {
  return id.split("-")[0] ?? id;
}
