import { createHash } from "node:crypto";
import pg from "pg";
import { FULL } from "../../lib/findings/testing/samples.ts";
import type { Comparison } from "../../lib/images/schemas.ts";

export const FIXED_SNAPSHOT = "fixed-data";

const digest = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const id = (kind: number, number: number) =>
  `0190000${kind}-0000-7000-8000-${String(number).padStart(12, "0")}`;
const at = (day: number, minute = 0) => new Date(Date.UTC(2026, 10, day, 9, minute)).toISOString();

type Layer = { name: string; kb: number; fromBase: boolean };
const base = (name: string, kb: number): Layer => ({ name, kb, fromBase: true });

const STATIC = [base("base-files", 340), base("netbase", 60), base("tzdata", 830), base("passwd", 10)];
const GLIBC = [...STATIC, base("libc6", 13_100)];
/** Each variant's base and what its findings would be; null where nothing can be looked up. */
const VARIANTS: { variant: string; base: Layer[]; findings: number | null; standIn: boolean }[] = [
  { variant: "scratch", base: [], findings: 0, standIn: false },
  { variant: "alpine", base: [base("alpine", 2_800)], findings: null, standIn: true },
  { variant: "base-nossl", base: GLIBC, findings: 4, standIn: true },
  {
    variant: "distroless-cc",
    base: [...GLIBC, base("libgcc", 190), base("libstdc++6", 2_600)],
    findings: 7,
    standIn: true,
  },
  { variant: "debian-slim", base: [base("debian", 78_000)], findings: 41, standIn: true },
];
/** What each run's binary weighs: the third is when a dependency came. */
const BINARY_KB = [5_420, 5_460, 5_930, 5_700];
const CERTIFICATES: Layer = { name: "certificates", kb: 210, fromBase: false };

/**
 * Writes a service's history that is the same on every machine and on every day, for pictures, never for figures, into
 * a migrated database in which nothing was built.
 */
export async function writeFixedData(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT "id" FROM "Service" WHERE "slug" = 'whoami'`);
    const serviceId = String(rows[0]?.id);
    const insert = (table: string, values: object[]) => insertRows(client, table, values);
    await insert("Worker", [WORKER]);
    const knownLayers = new Set<string>();
    for (const [index, binaryKb] of BINARY_KB.entries())
      await writeRun({ insert, serviceId, knownLayers, index, binaryKb });
    await insert("Budget", toBudgets(serviceId));
  } finally {
    await client.end();
  }
}

/** One that is kept and one that is broken. */
function toBudgets(serviceId: string): object[] {
  const common = { serviceId, recipeId: "default", measure: "uncompressed", setAt: at(11) };
  const growth = {
    maxGrowthRatio: 0.1,
    maxBytes: null,
    baselineImageId: digest("image scratch 0"),
    baselineAt: at(11),
  };
  const absolute = { maxGrowthRatio: null, maxBytes: 80_000_000, baselineImageId: null, baselineAt: null };
  return [
    { id: id(4, 1), ...common, variant: "scratch", ...growth },
    { id: id(4, 2), ...common, variant: "debian-slim", ...absolute },
  ];
}

const WORKER = {
  id: id(9, 1),
  host: "build-1",
  pid: 1,
  // Alive for as long as these pictures are looked at.
  heartbeatAt: "2099-01-01T00:00:00Z",
  engine: { available: true, version: "20.10.24", platform: "linux/amd64" },
  scanner: { available: true, version: "0.74.0", databaseUpdatedAt: at(20) },
  diskFreeBytes: 40_000_000_000,
};

type RunToWrite = {
  insert: (table: string, values: object[]) => Promise<void>;
  serviceId: string;
  knownLayers: Set<string>;
  index: number;
  binaryKb: number;
};

async function writeRun({ insert, serviceId, knownLayers, index, binaryKb }: RunToWrite): Promise<void> {
  const runId = id(1, index + 1);
  const sourceDigest = digest(`source ${index}`);
  const line = { serviceId, recipeId: "default", recipe: {}, sourceDigest, platform: "linux/amd64" };
  const day = 10 + index * 3;
  const times = { createdAt: at(day), startedAt: at(day), finishedAt: at(day, 6) };
  await insert("Run", [{ id: runId, ...line, status: "succeeded", ...times }]);
  for (const [place, each] of VARIANTS.entries()) {
    const binary: Layer = { name: `binary ${index}`, kb: binaryKb, fromBase: false };
    const layers = [...each.base, CERTIFICATES, binary];
    const imageId = digest(`image ${each.variant} ${index}`);
    const number = index * VARIANTS.length + place + 1;
    const built = { startedAt: at(day, place), finishedAt: at(day, place + 2) };
    await insert("Image", [toImage(each, { imageId, layers, binary, builtAt: built.finishedAt, line })]);
    const unknown = layers.filter(({ name }) => !knownLayers.has(name));
    if (unknown.length > 0) await insert("Layer", unknown.map(toLayer));
    for (const { name } of unknown) knownLayers.add(name);
    await insert(
      "ImageLayer",
      layers.map((layer, order) => toImageLayer(layer, order, imageId)),
    );
    const identity = digest(`identity ${number}`);
    const build = {
      id: id(2, number),
      runId,
      variant: each.variant,
      identity,
      status: "succeeded",
      attempt: 1,
    };
    await insert("Build", [{ ...build, imageId, ...built }]);
    await insert("Scan", [toScan(each, { number, imageId, at: at(day, place + 3) })]);
    if (each.findings) await insert("Finding", toFindings(id(3, number), each.findings));
  }
}

type Made = { imageId: string; layers: Layer[]; binary: Layer; builtAt: string; line: object };

function toImage({ variant, base: own, standIn }: (typeof VARIANTS)[number], made: Made): object {
  const bytes = (layers: readonly Layer[]) => layers.reduce((sum, { kb }) => sum + kb * 1000, 0);
  const origin = standIn ? "stand-in" : null;
  const baseBytes = bytes(own);
  const [certificatesBytes, binaryBytes] = [CERTIFICATES.kb * 1000, made.binary.kb * 1000];
  return {
    imageId: made.imageId,
    ...made.line,
    variant,
    identity: digest(made.imageId),
    baseRole: standIn ? variant : null,
    baseReference: standIn ? `imagediet.local/base/${variant}` : null,
    baseDigest: standIn ? digest(`base ${variant}`) : null,
    baseOrigin: origin,
    toolchain: { role: "toolchain", reference: "rust:1", digest: digest("rust"), origin: "stand-in" },
    standIn,
    config: { config: { User: "65532:65532", Entrypoint: ["/whoami"] } },
    sizeBytes: bytes(made.layers),
    compressedBytes: Math.round(bytes(made.layers) * 0.4),
    breakdown: { baseBytes, binaryBytes, certificatesBytes, otherBytes: 0 },
    fileCount: made.layers.length,
    efficiencyRatio: 1,
    wastedBytes: 0,
    reclaimableBytes: 0,
    engineId: "engine",
    builtAt: made.builtAt,
  };
}

function toLayer({ name, kb }: Layer): object {
  const sizeBytes = kb * 1000;
  const compressedBytes = Math.round(sizeBytes * 0.4);
  return {
    diffId: digest(name),
    digest: digest(`gzip ${name}`),
    sizeBytes,
    tarBytes: sizeBytes,
    compressedBytes,
    fileCount: 1,
  };
}

function toImageLayer({ name, fromBase }: Layer, index: number, imageId: string): object {
  return { imageId, index, diffId: digest(name), createdBy: `COPY ${name}`, fromBase };
}

function toScan(
  { findings }: (typeof VARIANTS)[number],
  made: { number: number; imageId: string; at: string },
): object {
  const isKnown = findings !== null;
  return {
    id: id(3, made.number),
    imageId: made.imageId,
    cause: "built",
    status: "succeeded",
    attempt: 1,
    createdAt: made.at,
    finishedAt: made.at,
    scannerVersion: "0.74.0",
    databaseState: isKnown ? "ready" : "missing",
    databaseUpdatedAt: isKnown ? at(20) : null,
    coverage: FULL,
    hasFindings: isKnown,
    findingCount: findings,
    fixableCount: findings === null ? null : Math.floor(findings / 4),
    durationMs: 400,
  };
}

const SEVERITIES = ["critical", "high", "medium", "low", "low", "unknown"];

function toFindings(scanId: string, count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    scanId,
    index,
    vulnerabilityId: `CVE-2026-${1000 + index}`,
    aliases: [],
    packageName: "libc6",
    packageType: "debian",
    installedVersion: "2.41-12",
    fixedVersion: index % 4 === 3 ? "2.41-13" : null,
    severity: SEVERITIES[index % SEVERITIES.length],
    status: index % 4 === 3 ? "fixed" : "affected",
    title: "a flaw",
    origin: "base",
  }));
}

/** Rows as PostgreSQL reads them from JSON; what they leave out gets the table's own default. */
async function insertRows(client: pg.Client, table: string, rows: object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
    .map((name) => `"${name}"`)
    .join(", ");
  await client.query(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** The newest images, frozen as they would have been on a day of their time. */
export async function writeFixedSnapshot(databaseUrl: string, comparison: Comparison): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const told = { title: "Which base for whoami", note: "We ship **scratch**.", query: "service=whoami" };
    const frozenAt = at(21);
    const payload = JSON.stringify({ version: 1, ...told, frozenAt, comparison });
    const payloadDigest = digest(payload);
    await insertRows(client, "Snapshot", [
      { slug: FIXED_SNAPSHOT, ...told, payload, payloadDigest, createdAt: frozenAt },
    ]);
  } finally {
    await client.end();
  }
}
