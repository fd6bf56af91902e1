import { z } from "zod";

/** From worst to least known. `unknown` is a severity of its own: many advisories are never rated. */
export const SEVERITIES = ["critical", "high", "medium", "low", "unknown"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The scanner's words. `fixed` means that a version with the fix exists, not that it is installed. */
export const FINDING_STATUSES = [
  "fixed",
  "affected",
  "will_not_fix",
  "fix_deferred",
  "end_of_life",
  "under_investigation",
  "not_affected",
  "unknown",
] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** Where a package lives: in the base's layers, compiled into a Rust binary, or added by the Dockerfile. */
export const ORIGINS = ["base", "crates", "dockerfile", "unknown"] as const;
export type Origin = (typeof ORIGINS)[number];

/** The scanner's word for the crates that a Rust program says it is made of (cargo-auditable). */
export const RUST_BINARY = "rustbinary";

export const finding = z.object({
  /** The scanner's id for it: CVE-…, else the advisory's own (RUSTSEC-…, GHSA-…). */
  id: z.string(),
  aliases: z.array(z.string()),
  packageName: z.string(),
  /** The scanner's word for the kind of package: debian, alpine, rustbinary … */
  packageType: z.string(),
  purl: z.string().optional(),
  installedVersion: z.string(),
  /** As the scanner writes it; may list several. Absent where no fix is known. */
  fixedVersion: z.string().optional(),
  severity: z.enum(SEVERITIES),
  /** Who rated it: debian, nvd, ghsa … */
  severitySource: z.string().optional(),
  status: z.enum(FINDING_STATUSES),
  title: z.string(),
  /** https or http only. */
  url: z.string().optional(),
  origin: z.enum(ORIGINS),
  layerDiffId: z.string().optional(),
  /** The file that the package was read from, for packages that are no operating system's. */
  path: z.string().optional(),
});
export type Finding = z.infer<typeof finding>;

const scanPackage = z.object({
  name: z.string(),
  version: z.string(),
  type: z.string(),
  purl: z.string().optional(),
  sourceName: z.string().optional(),
  licenses: z.array(z.string()),
  origin: z.enum(ORIGINS),
  layerDiffId: z.string().optional(),
  path: z.string().optional(),
});
export type ScanPackage = z.infer<typeof scanPackage>;

/** Why a scan did not see everything; each has words in `message` and, where there is one, a `cure`. */
export const COVERAGE_REASONS = [
  "os-not-recognised",
  "os-end-of-life",
  "os-packages-unreadable",
  "os-not-in-database",
  "crates-invisible",
  "crates-not-in-database",
  "database-missing",
  "database-corrupt",
  "database-stale",
  "entries-unreadable",
  "files-unowned",
] as const;
export type CoverageReasonCode = (typeof COVERAGE_REASONS)[number];

const coverageReason = z.object({
  code: z.enum(COVERAGE_REASONS),
  message: z.string(),
  cure: z.string().optional(),
});
export type CoverageReason = z.infer<typeof coverageReason>;

/**
 * What the scanner could see. `full`: every part that was looked for was read and looked up. `blind`: none was, so the
 * number of findings means nothing. `partial`: the number is a lower bound.
 */
export const VERDICTS = ["full", "partial", "blind"] as const;
export type Verdict = (typeof VERDICTS)[number];

export const coverage = z.object({
  verdict: z.enum(VERDICTS),
  os: z.object({
    /** Absent where the scanner recognised none. */
    family: z.string().optional(),
    release: z.string().optional(),
    endOfLife: z.boolean(),
    packages: z.number().int(),
    /** Whether those packages were looked up in data about this release. */
    lookedUp: z.boolean(),
  }),
  crates: z.object({
    /** False for an image that is known to hold no Rust binary. */
    expected: z.boolean(),
    readable: z.boolean(),
    packages: z.number().int(),
    /** Paths of the binaries whose crates could be read. */
    binaries: z.array(z.string()),
    lookedUp: z.boolean(),
  }),
  /** Regular files that no package owns, where that was counted. */
  unownedFiles: z.number().int().optional(),
  /** All regular files that a container sees, counted with them. */
  files: z.number().int().optional(),
  reasons: z.array(coverageReason),
});
export type Coverage = z.infer<typeof coverage>;

export const DATABASE_STATES = ["ready", "stale", "missing", "corrupt"] as const;

export const scanDatabase = z.object({
  state: z.enum(DATABASE_STATES),
  updatedAt: z.iso.datetime().optional(),
  /** SHA-256 over its date, size and first pages: tells two databases of the same date apart. */
  fingerprint: z.string().optional(),
});
export type ScanDatabase = z.infer<typeof scanDatabase>;

/** What every figure of a scan comes with: who looked, in which data, when, and at how much of the image. */
const scanRecord = z.object({
  scanner: z.object({ name: z.string(), version: z.string() }),
  database: scanDatabase,
  scannedAt: z.iso.datetime(),
  coverage,
});

/** One scanner's answer about one image at one database date. */
const scanResult = scanRecord.extend({
  imageId: z.string(),
  durationMs: z.number(),
  packages: z.array(scanPackage),
  /** Absent where nothing could be looked up (no usable database): unknown is not zero. */
  findings: z.array(finding).optional(),
});
export type ScanResult = z.infer<typeof scanResult>;

/** Somebody's word that a finding is known and accepted, for a while or (imported statements) for good. */
export const suppression = z.object({
  id: z.string(),
  vulnerabilityId: z.string(),
  /** Each of these narrows it where it is set: the package's name, its purl (version and qualifiers may be left out), the file it was read from (`*` and `**` stand for parts), the variant. */
  packageName: z.string().optional(),
  purl: z.string().optional(),
  path: z.string().optional(),
  variant: z.string().optional(),
  reason: z.string(),
  author: z.string(),
  source: z.enum(["typed", "openvex", "trivyignore"]),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
});
export type Suppression = z.infer<typeof suppression>;

/** The acceptance that holds for a finding, or the newest one that has run out. */
export const acceptance = suppression
  .pick({ id: true, reason: true, author: true, source: true, createdAt: true, expiresAt: true })
  .extend({ state: z.enum(["accepted", "expired"]) });
export type Acceptance = z.infer<typeof acceptance>;

export const judgedFinding = finding.extend({ acceptance: acceptance.optional() });
export type JudgedFinding = z.infer<typeof judgedFinding>;

export const severityCounts = z.record(z.enum(SEVERITIES), z.number().int());
export type SeverityCounts = z.infer<typeof severityCounts>;

export const originCounts = z.record(z.enum(ORIGINS), z.number().int());

const findingCounts = z.object({
  total: z.number().int(),
  bySeverity: severityCounts,
  byOrigin: originCounts,
  /** Those with a version that has the fix. */
  fixable: z.number().int(),
  fixableBySeverity: severityCounts,
  /** Different ids; of one that is rated twice the worse rating counts. */
  unique: z.number().int(),
  uniqueBySeverity: severityCounts,
  /** How many of `total` are accepted at this time. */
  accepted: z.number().int(),
});
export type FindingCounts = z.infer<typeof findingCounts>;

/** What may be said about a number of findings. `isLowerBound`: parts of the image were not seen. */
const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("count"), value: z.number().int(), isLowerBound: z.boolean() }),
  z.object({ kind: z.literal("not-scannable"), reason: z.string() }),
  z.object({ kind: z.literal("unknown"), reason: z.string() }),
]);
export type Answer = z.infer<typeof answer>;

/** A stored scan in figures. */
export const scanFigures = scanRecord.extend({
  scanId: z.uuid(),
  answer,
  /** Absent where the findings are unknown. */
  counts: findingCounts.optional(),
});
