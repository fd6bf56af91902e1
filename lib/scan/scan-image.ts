import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import type { ScanResult } from "../findings/schemas.ts";
import { type DatabaseState, isUsable, readDatabase, toCorrupt } from "./database.ts";
import type { Trivy } from "./find-trivy.ts";
import { pinDatabase } from "./pin-database.ts";
import { runTrivy, type TrivyAnswer } from "./run-trivy.ts";
import { type CoverageQuestion, toCoverage } from "./to-coverage.ts";
import { toFindings, toPackages } from "./to-findings.ts";
import { parseTrivyReport } from "./trivy-report.ts";

const DEFAULT_TIMEOUT_MS = 10 * 60 * 1000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MEMORY_LIMIT = "1GiB";
/** How much garbage Trivy may pile up beside what it needs, in percent: a fifth of a scan's time for 40 MB. */
const GARBAGE_PERCENT = "400";
/** The name that Trivy gives to the folder of its layer cache. */
const LAYER_CACHE = "fanal";
/** Where Trivy runs, the layout has this name: it takes what follows `:` or `@` in a path for a tag or a digest. */
const LAYOUT = "layout";
// What Trivy and bbolt say of a database whose pages are damaged where readDatabase does not look.
const DAMAGED_DATABASE =
  /db corrupted|failed to open db|unexpected fault address|bbolt|invalid freelist|\bpage \d+/i;

export type ScanRequest = {
  trivy: Trivy;
  /** Trivy's cache folder; only read. */
  cacheDirectory: string;
  /**
   * An image's `docker save` archive, the image of an OCI layout folder that has this manifest, or the inventory that an
   * earlier scan made of it.
   */
  source:
    | { kind: "archive" | "inventory"; path: string }
    | { kind: "layout"; path: string; manifestDigest: string };
  /** A folder for what Trivy says of layers, used by nobody else meanwhile; in memory, and forgotten, without one. */
  layerCache?: string | undefined;
  imageId: string;
  /** diffIds of the layers that the base brought. */
  baseDiffIds: readonly string[];
  coverage: CoverageQuestion;
  signal: AbortSignal;
  now: Date;
  timeoutMs?: number;
  onLog?: (text: string) => void;
};

export type Scan = {
  result: ScanResult;
  /** Trivy's own answer, as it came. */
  report: string;
  log: string;
};

/**
 * Scans one exported image. Without a usable database its packages are listed and its findings are unknown. Throws
 * scan-failed (detail.log), scanner-unavailable, cancelled, timeout.
 */
export async function scanImage(request: ScanRequest): Promise<Scan> {
  const found = await readDatabase(request.cacheDirectory, request.now);
  const directory = await mkdtemp(join(tmpdir(), "image-diet-scan-"));
  try {
    if (isUsable(found)) await pinDatabase(request.cacheDirectory, directory);
    if (request.source.kind === "layout") await symlink(request.source.path, join(directory, LAYOUT));
    if (request.layerCache !== undefined) await symlink(request.layerCache, join(directory, LAYER_CACHE));
    const first = await ask(request, directory, isUsable(found));
    const isDamaged = first.exitCode !== 0 && isUsable(found) && DAMAGED_DATABASE.test(first.log);
    const database: DatabaseState = isDamaged ? toCorrupt(found) : found;
    const answer = isDamaged ? await ask(request, directory, false) : first;
    if (answer.exitCode !== 0) throw failed(answer.exitCode, answer.log);
    const report = parseTrivyReport(answer.output);
    const baseDiffIds = new Set(request.baseDiffIds);
    const result: ScanResult = {
      imageId: request.imageId,
      scanner: { name: "Trivy", version: request.trivy.version },
      database: isUsable(database)
        ? {
            state: database.state,
            updatedAt: database.updatedAt.toISOString(),
            fingerprint: database.fingerprint,
          }
        : { state: database.state },
      scannedAt: request.now.toISOString(),
      durationMs: answer.durationMs,
      coverage: toCoverage(report, database, request.coverage),
      packages: toPackages(report, baseDiffIds),
      ...(isUsable(database) ? { findings: toFindings(report, baseDiffIds) } : {}),
    };
    return { result, report: answer.output, log: isDamaged ? `${first.log}\n${answer.log}` : answer.log };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function ask(request: ScanRequest, directory: string, hasDatabase: boolean): Promise<TrivyAnswer> {
  return runTrivy({
    program: request.trivy.program,
    arguments: toArguments(request, directory, hasDatabase),
    directory,
    variables: {
      GOMEMLIMIT: MEMORY_LIMIT,
      GOGC: GARBAGE_PERCENT,
      TRIVY_SKIP_VERSION_CHECK: "true",
      TRIVY_DISABLE_TELEMETRY: "true",
    },
    timeoutMs: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    signal: request.signal,
    ...(request.onLog ? { onLog: request.onLog } : {}),
  });
}

function toArguments(request: ScanRequest, cacheDirectory: string, hasDatabase: boolean): string[] {
  return [
    ...toSource(request.source),
    ...["--cache-dir", cacheDirectory],
    ...["--cache-backend", request.layerCache === undefined ? "memory" : "fs"],
    ...["--format", "json", "--list-all-pkgs"],
    // An empty list of scanners lists the packages without a database; `none` is refused.
    ...["--scanners", hasDatabase ? "vuln" : ""],
    ...["--skip-db-update", "--skip-java-db-update", "--offline-scan", "--no-progress"],
  ];
}

function toSource(source: ScanRequest["source"]): string[] {
  if (source.kind === "layout") return ["image", "--input", `${LAYOUT}@${source.manifestDigest}`];
  return source.kind === "archive" ? ["image", "--input", source.path] : ["sbom", source.path];
}

function failed(exitCode: number, log: string): AppError {
  const lastLine = log
    .split("\n")
    .findLast((line) => line.includes("FATAL") || line.includes("ERROR"))
    ?.slice(0, 500);
  const reason = lastLine ? `: ${lastLine.replace(/^.*?(FATAL|ERROR)\s+/, "")}` : "";
  return new AppError("scan-failed", `Trivy ended with exit status ${exitCode}${reason}. Its log has more.`, {
    detail: { log },
  });
}
