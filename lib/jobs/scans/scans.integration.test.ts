import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Db, openDb } from "../../db/client.ts";
import { testDatabaseUrl } from "../../db/testing/test-database.ts";
import { connectEngine } from "../../engine/connect.ts";
import { findEngineHost, probeEngine } from "../../engine/hosts.ts";
import { ENGINE_PATIENCE_MS } from "../../engine/testing/test-engine.ts";
import { parseEnv } from "../../env.ts";
import { getFindings } from "../../findings/get-findings.ts";
import { importDatabase } from "../../scan/import-database.ts";
import { buildArchive, type LayerFiles } from "../../scan/testing/build-archive.ts";
import { DATABASE_ARCHIVE } from "../../scan/testing/real-database.ts";
import { findRealTrivy } from "../../scan/testing/real-trivy.ts";
import { BINARY_PATH, binaryLayer, debianLayer } from "../../scan/testing/sample-images.ts";
import { writeScript } from "../../scan/testing/temporary-folder.ts";
import { cancelScan } from "../../scans/cancel-scan.ts";
import { getScan, listScans } from "../../scans/get-scan.ts";
import { startScan } from "../../scans/start-scan.ts";
import { summariseScans } from "../../scans/summarise-scans.ts";
import { placeImage } from "../../scans/testing/place-image.ts";
import { getStatus } from "../../status/get-status.ts";
import { prepareDatabase } from "../prepare-database.ts";
import { type RunningWorker, startWorker } from "../start-worker.ts";

const databaseUrl = await testDatabaseUrl();
const { trivy, reason } = await findRealTrivy();
const host = await findEngineHost(parseEnv(process.env));
const engineStatus = await probeEngine(host, ENGINE_PATIENCE_MS);
const home = mkdtempSync(join(tmpdir(), "image-diet-scans-"));
const cache = join(home, "trivy", "cache");
const OLD_CRATES = ["time 0.1.43"];
const DEBIAN = ["libc6 2.36-9+deb13u1 glibc"];
/** Nothing that is waited for takes nearly as long, unless it will never come. */
const PATIENCE = { timeout: 120_000, interval: 100 };

let db: Db;
beforeAll(async () => {
  if (!databaseUrl) return;
  await prepareDatabase(databaseUrl);
  db = openDb(databaseUrl, { connections: 5 });
});
afterAll(async () => {
  await db?.$disconnect();
  await rm(home, { recursive: true, force: true });
});
beforeEach(async (context) => {
  context.skip(!databaseUrl, "DATABASE_URL is not set");
  context.skip(!trivy, reason);
  context.skip(!engineStatus.available, `no Docker Engine: ${engineStatus.reason}`);
  await db.scan.deleteMany();
  await db.build.deleteMany();
  await db.image.deleteMany();
  await rm(join(home, "trivy"), { recursive: true, force: true });
});

async function work(program = trivy?.program): Promise<RunningWorker> {
  const worker = await startWorker({
    id: crypto.randomUUID(),
    db,
    env: parseEnv({
      ...process.env,
      IMAGE_DIET_HOME: home,
      TRIVY: program,
      TRIVY_SKIP_DB_UPDATE: "true",
      TRIVY_CACHE_DIR: undefined,
    }),
    log: pino({ level: "silent" }),
    tools: {
      findEngineHost,
      probeEngine,
      connectEngine,
      resolveBase: () => Promise.reject(new Error("nothing is built here")),
      measureImage: () => Promise.reject(new Error("nothing is built here")),
    },
  });
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= worker.stop());
  onTestFinished(() => stop());
  return { stop };
}

async function load(layers: LayerFiles[]): Promise<string> {
  if (host === undefined) throw new Error("no engine");
  const engine = connectEngine(host);
  const built = await buildArchive([...layers, { "etc/unique": crypto.randomUUID() }]);
  await engine.loadImage(Readable.from(built.bytes));
  onTestFinished(() => engine.removeImage(built.imageId));
  const { id: engineId } = await engine.info();
  await placeImage(db, {
    ...built,
    engineId,
    baseLayers: layers.length > 1 ? 1 : 0,
    binaryPath: `/${BINARY_PATH}`,
  });
  return built.imageId;
}

const scanned = (imageId: string, count = 1) =>
  vi.waitFor(async () => {
    const ended = (await listScans({ imageId }, db)).filter((scan) => scan.finishedAt);
    expect(ended.length).toBeGreaterThanOrEqual(count);
    return ended;
  }, PATIENCE);

describe("scans, with a worker, the real Trivy and a real engine", () => {
  it("scans an image that has no answer as soon as there is a database, and stores what Trivy says", async () => {
    await importDatabase(DATABASE_ARCHIVE, cache);
    const imageId = await load([debianLayer(DEBIAN), binaryLayer(OLD_CRATES)]);
    await work();
    const [scan] = await scanned(imageId);
    expect(scan).toMatchObject({ status: "succeeded", cause: "database", attempt: 1 });
    const page = await getFindings({ imageId }, { database: db });
    expect(page).toMatchObject({
      coverage: { verdict: "full" },
      answer: { kind: "count", isLowerBound: false },
      database: { updatedAt: "2026-11-22T00:00:00.000Z" },
    });
    expect(page.findings.flatMap((finding) => finding.aliases)).toContain("RUSTSEC-2020-0071");
    expect(page.findings).toHaveLength(page.matching);
    const summary = (await summariseScans([imageId], { database: db })).get(imageId)?.latest;
    expect(summary?.counts).toEqual(page.counts);
    expect(page.counts?.byOrigin).toMatchObject({ crates: 1, base: page.matching - 1 });
    await vi.waitFor(
      async () =>
        expect((await getStatus(db)).scanner).toMatchObject({
          available: true,
          version: trivy?.version,
          databaseUpdatedAt: "2026-11-22T00:00:00.000Z",
        }),
      PATIENCE,
    );
  });

  it("lists packages without a database, then scans by itself when one is imported, also without the image", async () => {
    const imageId = await load([debianLayer(DEBIAN), binaryLayer(OLD_CRATES)]);
    await work();
    await startScan({ imageId }, db);
    await scanned(imageId);
    const before = await getFindings({ imageId }, { database: db });
    expect(before).toMatchObject({
      answer: { kind: "unknown" },
      findings: [],
      database: { state: "missing" },
    });
    expect(before).not.toHaveProperty("counts");
    expect(await db.scanPackage.count()).toBeGreaterThan(2);
    if (host !== undefined) await connectEngine(host).removeImage(imageId);
    await importDatabase(DATABASE_ARCHIVE, cache);
    const [second] = await scanned(imageId, 2);
    expect(second).toMatchObject({ status: "succeeded", cause: "database" });
    expect((await getFindings({ imageId }, { database: db })).counts?.total).toBeGreaterThan(1);
  });

  it("joins a second request, and gives one image one scan at a time", async () => {
    const imageId = await load([binaryLayer()]);
    const [first, second] = [await startScan({ imageId }, db), await startScan({ imageId }, db)];
    expect([first.joined, second.joined]).toEqual([false, true]);
    expect(second.scan.id).toBe(first.scan.id);
    const many = await Promise.all(Array.from({ length: 5 }, () => startScan({ imageId }, db)));
    expect(new Set(many.map(({ scan }) => scan.id)).size).toBe(1);
    await work();
    const [scan] = await scanned(imageId);
    expect(scan).toMatchObject({ status: "succeeded", summary: { answer: { kind: "unknown" } } });
  });

  it("says what it waits for where there is no Trivy", async () => {
    const imageId = await load([binaryLayer()]);
    await work(join(home, "nothing"));
    const { scan } = await startScan({ imageId }, db);
    await vi.waitFor(
      async () => expect((await getScan({ id: scan.id }, db)).waitingFor).toContain("is no program"),
      PATIENCE,
    );
    expect((await getStatus(db)).scanner).toMatchObject({ available: false });
    expect(await cancelScan({ id: scan.id }, db)).toMatchObject({ status: "cancelled" });
    await expect(cancelScan({ id: scan.id }, db)).rejects.toMatchObject({ code: "conflict" });
  });

  it("cancels one that hangs, and keeps the answer before it", async () => {
    const slow = await hanging();
    const imageId = await load([binaryLayer(OLD_CRATES)]);
    await work(slow);
    const { scan } = await startScan({ imageId }, db);
    await vi.waitFor(
      async () => expect((await getScan({ id: scan.id }, db)).status).toBe("running"),
      PATIENCE,
    );
    await cancelScan({ id: scan.id }, db);
    const [ended] = await scanned(imageId);
    expect(ended).toMatchObject({ status: "cancelled", cancelRequested: true });
    expect((await summariseScans([imageId], { database: db })).get(imageId)).toMatchObject({
      current: { status: "cancelled" },
    });
  });

  it("gives a scan back when its worker stops, and takes over from one that vanished", async () => {
    const imageId = await load([binaryLayer(OLD_CRATES)]);
    const first = await work(await hanging());
    const { scan } = await startScan({ imageId }, db);
    const running = () =>
      vi.waitFor(async () => expect((await getScan({ id: scan.id }, db)).status).toBe("running"), PATIENCE);
    await running();
    await first.stop();
    expect(await getScan({ id: scan.id }, db)).toMatchObject({ status: "queued", attempt: 1 });
    await db.$executeRaw`
      UPDATE "Scan" SET "status" = 'running', "leaseToken" = gen_random_uuid(), "leaseExpiresAt" = now() - interval '1 s'`;
    await work();
    const [ended] = await scanned(imageId);
    expect(ended).toMatchObject({ id: scan.id, status: "succeeded", attempt: 2 });
  });

  it("fails with Trivy's own words, and keeps its log", async () => {
    const broken = await writeScript(
      home,
      "broken",
      `[ "$1" = version ] && exec '${trivy?.program}' "$@"; echo 'FATAL the disk is made of cheese' >&2; exit 1`,
    );
    const imageId = await load([binaryLayer()]);
    await work(broken);
    await startScan({ imageId }, db);
    const [ended] = await scanned(imageId);
    expect(ended).toMatchObject({
      status: "failed",
      error: { code: "scan-failed", message: expect.stringContaining("made of cheese") },
    });
    expect((await db.scan.findFirstOrThrow()).log).toContain("made of cheese");
  });

  it("says so where the engine no longer has an image that was never scanned", async () => {
    const built = await buildArchive([binaryLayer()]);
    const { id: engineId } = await connectEngine(host ?? "").info();
    await placeImage(db, { ...built, engineId });
    await work();
    await startScan({ imageId: built.imageId }, db);
    const [ended] = await scanned(built.imageId);
    expect(ended).toMatchObject({ status: "failed", error: { code: "gone" } });
  });
});

/** A Trivy that knows its version and then takes for ever. */
function hanging(): Promise<string> {
  return writeScript(home, "hanging", `[ "$1" = version ] && exec '${trivy?.program}' "$@"; exec sleep 600`);
}
