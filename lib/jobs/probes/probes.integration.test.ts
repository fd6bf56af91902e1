import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { toMatrix } from "../../compare/matrix.ts";
import { toBreakages } from "../../compare/what-breaks.ts";
import { whyNoBusybox } from "../../engine/testing/static-busybox.ts";
import { findTestEngine } from "../../engine/testing/test-engine.ts";
import { compareImages } from "../../images/compare-images.ts";
import { BAD, loadShellImage, type ShellImage, WELL } from "../../probe/testing/shell-images.ts";
import { cancelProbe } from "../../probes/cancel-probe.ts";
import { getProbe, listProbes } from "../../probes/get-probe.ts";
import { listNewestProbes } from "../../probes/list-newest-probes.ts";
import type { ProbeView } from "../../probes/schemas.ts";
import { startProbe } from "../../probes/start-probe.ts";
import { summariseProbes } from "../../probes/summarise-probes.ts";
import { placeImage } from "../../scans/testing/place-image.ts";
import { freezeComparison } from "../../snapshots/freeze-comparison.ts";
import { getSnapshot } from "../../snapshots/get-snapshot.ts";
import { jobsDatabase } from "../testing/jobs-database.ts";
import { spawnWorker, startTestWorker } from "../testing/test-worker.ts";

const database = await jobsDatabase();
const { engine, reason } = await findTestEngine();
const why = database ? (engine ? whyNoBusybox : reason) : "DATABASE_URL is not set";
if (why !== undefined) console.warn(`SKIPPED: ${why}`);

const LABEL = "dev.imagediet.probe";
/** Nothing that is waited for takes nearly as long, unless it will never come. */
const PATIENCE = { timeout: 120_000, interval: 50 };
const REST = {
  settings: { TRIVY: "/nonexistent" },
  tools: { resolveBase: () => Promise.reject(new Error("nothing is built here")) },
};

describe.skipIf(why !== undefined)("probes, with a worker, PostgreSQL and a real engine", () => {
  if (!database || !engine) return;
  const { db, url } = database;
  let well: ShellImage;
  let exits: ShellImage;
  let never: ShellImage;

  async function place(script: string, variant: string): Promise<ShellImage> {
    const image = await loadShellImage(engine as NonNullable<typeof engine>, script, { variant });
    const { id: engineId } = await (engine as NonNullable<typeof engine>).info();
    await placeImage(db, { ...image, engineId, variant });
    return image;
  }
  beforeAll(async () => {
    well = await place(WELL, "distroless-cc");
    exits = await place(BAD.exits, "scratch");
    never = await place(BAD.neverHealthy, "alpine");
  });
  afterAll(async () => {
    for (const image of [well, exits, never]) await image.remove();
  });

  const until = (id: string, isWanted: (probe: ProbeView) => boolean): Promise<ProbeView> =>
    vi.waitFor(async () => {
      const probe = await getProbe({ id }, db);
      expect(isWanted(probe), JSON.stringify(probe)).toBe(true);
      return probe;
    }, PATIENCE);
  const hasEnded = ({ finishedAt }: ProbeView) => finishedAt !== undefined;
  const containers = () => engine.listContainers(LABEL);

  it("stores what was seen of each, and a comparison, its exports and a snapshot have it", async () => {
    await startTestWorker(db, REST);
    const images = [well.imageId, exits.imageId];
    const { probe, joined } = await startProbe({ images, rounds: 2 }, db);
    expect(joined).toBe(false);
    const again = await startProbe({ images: images.toReversed() }, db);
    expect(again).toMatchObject({ joined: true, probe: { id: probe.id } });
    const ended = await until(probe.id, hasEnded);
    expect(ended).toMatchObject({ status: "succeeded", attempt: 1, rounds: 2 });
    expect(ended.images.map(({ variant, seen }) => [variant, seen?.outcome])).toEqual([
      ["distroless-cc", "runs"],
      ["scratch", "exits"],
    ]);
    expect(ended.images[0]?.seen?.start?.totalMs.samples).toHaveLength(2);
    expect(ended.host?.cores).toBeGreaterThan(0);
    expect(await listProbes({ imageId: exits.imageId }, db)).toEqual([ended]);
    const newest = await listNewestProbes({ images: [...images, never.imageId, "sha256:nobody"] }, db);
    expect(newest).toEqual(
      images.toSorted().map((imageId) => ({ imageId, id: probe.id, status: "succeeded" })),
    );

    const query = { images };
    const comparison = await compareImages(query, db);
    const rows = toMatrix(comparison, "MB", "all").groups.flatMap((group) => group.rows);
    expect(rows.find(({ id }) => id === "probe-runs")?.cells).toMatchObject([
      { value: { kind: "text", text: "yes" }, note: "3 of 3 starts" },
      { value: { kind: "failed", text: "exits" }, note: "exit code 3" },
    ]);
    expect(rows.find(({ id }) => id === "probe-start")?.cells).toMatchObject([
      { value: { kind: "duration" } },
      { value: { kind: "absent", why: "It did not come that far" } },
    ]);
    expect(toBreakages(comparison)).toMatchObject([
      { trait: "When run", breaks: expect.stringContaining("no configuration given") },
    ]);

    const { slug } = await freezeComparison({ query: `images=${images.join(",")}` }, db);
    await db.probe.deleteMany();
    expect((await compareImages(query, db)).columns[0]?.probe).toBeUndefined();
    const snapshot = await getSnapshot({ slug }, db);
    expect(snapshot.payload?.comparison.columns.map(({ probe: kept }) => kept)).toEqual(
      comparison.columns.map(({ probe: kept }) => kept),
    );
  });

  it("waits while something is built, and can be cancelled then", async () => {
    await startTestWorker(db, REST);
    const build = await db.build.findFirstOrThrow();
    await db.$executeRaw`
      UPDATE "Build" SET "status" = 'running', "leaseToken" = gen_random_uuid(), "leaseExpiresAt" = now() + interval '1 h'
       WHERE "id" = ${build.id}::uuid`;
    const { probe } = await startProbe({ images: [well.imageId], rounds: 1 }, db);
    await until(probe.id, ({ waitingFor }) => waitingFor?.includes("nothing is being built") ?? false);
    expect(await cancelProbe({ id: probe.id }, db)).toMatchObject({ status: "cancelled" });
    await expect(cancelProbe({ id: probe.id }, db)).rejects.toMatchObject({ code: "conflict" });
    await db.$executeRaw`
      UPDATE "Build" SET "status" = 'succeeded', "leaseToken" = NULL, "leaseExpiresAt" = NULL WHERE "id" = ${build.id}::uuid`;
    expect((await summariseProbes([well.imageId], { database: db })).get(well.imageId)).toMatchObject({
      current: { status: "cancelled" },
    });
  });

  it("follows a run that has ended: one probe of all that it built, once", async () => {
    await db.probe.deleteMany();
    const endRun = async (...images: ShellImage[]) => {
      const imageId = { in: images.map((image) => image.imageId) };
      const { runId } = await db.build.findFirstOrThrow({ where: { imageId } });
      await db.build.updateMany({ where: { imageId }, data: { runId } });
      await db.run.update({ where: { id: runId }, data: { finishedAt: new Date() } });
    };
    const probed = async () => {
      const probes = await db.probe.findMany({ include: { images: true }, orderBy: { createdAt: "asc" } });
      return probes.map(({ images }) => images.map(({ imageId }) => imageId).sort());
    };
    const first = [well.imageId, exits.imageId].sort();
    await endRun(well, exits);
    await startTestWorker(db, { ...REST, settings: { ...REST.settings, IMAGE_DIET_PROBE_BUILDS: "true" } });
    await expect.poll(probed, PATIENCE).toEqual([first]);
    const [going] = await db.probe.findMany();
    await cancelProbe({ id: going?.id ?? "" }, db);
    await endRun(never);
    await expect.poll(probed, PATIENCE).toEqual([first, [never.imageId]]);
  });

  it("survives a killed worker: its container goes, the probe is tried again, and can be cancelled while it runs", async () => {
    // One that goes on already would be joined, with the attempts that it has had.
    await db.probe.deleteMany();
    const child = spawnWorker(url);
    const { probe } = await startProbe({ images: [never.imageId], rounds: 1 }, db);
    const [left] = await vi.waitFor(async () => {
      const found = await containers();
      expect(found).toHaveLength(1);
      return found;
    }, PATIENCE);
    child.kill("SIGKILL");
    await db.$executeRaw`UPDATE "Probe" SET "leaseExpiresAt" = now() - interval '1 s' WHERE "status" = 'running'`;
    await startTestWorker(db, REST);
    await until(probe.id, ({ status, attempt }) => status === "running" && attempt === 2);
    await vi.waitFor(async () => {
      const ids = (await containers()).map(({ id }) => id);
      expect(ids).toHaveLength(1);
      expect(ids).not.toContain(left?.id);
    }, PATIENCE);
    await cancelProbe({ id: probe.id }, db);
    expect(await until(probe.id, hasEnded)).toMatchObject({ status: "cancelled" });
    expect(await containers()).toEqual([]);
  });

  it("is given back by a worker that stops, and takes its container along", async () => {
    const worker = await startTestWorker(db, REST);
    const { probe } = await startProbe({ images: [never.imageId], rounds: 1 }, db);
    await vi.waitFor(async () => expect(await containers()).toHaveLength(1), PATIENCE);
    await worker.stop();
    expect(await getProbe({ id: probe.id }, db)).toMatchObject({ status: "queued", attempt: 1 });
    expect(await containers()).toEqual([]);
    await cancelProbe({ id: probe.id }, db);
  });

  it("says so where the bytes are gone, and what is asked wrongly", async () => {
    await startTestWorker(db, REST);
    const gone = await place("exit 7", "base-nossl");
    await gone.remove();
    const { probe } = await startProbe({ images: [gone.imageId] }, db);
    expect(await until(probe.id, hasEnded)).toMatchObject({ status: "failed", error: { code: "gone" } });
    await db.image.update({ where: { imageId: gone.imageId }, data: { removedAt: new Date() } });
    await expect(startProbe({ images: [gone.imageId] }, db)).rejects.toMatchObject({ code: "gone" });
    await expect(startProbe({}, db)).rejects.toMatchObject({ code: "bad-input", field: "images" });
    await expect(startProbe({ images: [well.imageId], run: "1" }, db)).rejects.toMatchObject({
      code: "bad-input",
    });
    await expect(startProbe({ run: "999999" }, db)).rejects.toMatchObject({ code: "not-found" });
  });
});
