import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Db } from "../db/client.ts";
import { getBuildLog } from "../runs/get-build-log.ts";
import { getRun } from "../runs/get-run.ts";
import { listBuildEvents } from "../runs/list-build-events.ts";
import type { BuildEventView } from "../runs/schemas.ts";
import { startRun } from "../runs/start-run.ts";
import { BuildRecorder } from "./build-recorder.ts";
import { endBuild, requeueBuild, toOpenAttempt } from "./end-attempt.ts";
import { claimBuild, type Lease, renewLease } from "./lease.ts";
import { jobsDatabase } from "./testing/jobs-database.ts";
import { addTestService } from "./testing/test-service.ts";

const database = await jobsDatabase();

async function queueBuild(db: Db): Promise<{ runId: string; buildId: string }> {
  const service = await addTestService(db);
  const { run } = await startRun({ service: service.slug, variants: ["scratch"] }, db);
  return { runId: run.id, buildId: run.builds[0]?.id ?? "" };
}

async function claim(db: Db, buildId: string): Promise<Lease> {
  const lease = await claimBuild(db, buildId, randomUUID());
  if (!lease) throw new Error("the build could not be claimed");
  return lease;
}

async function readEvents(db: Db, buildId: string): Promise<BuildEventView[]> {
  const events: BuildEventView[] = [];
  for (;;) {
    const page = await listBuildEvents({ buildId, after: events.at(-1)?.seq ?? 0 }, db);
    if (page.events.length === 0) return events;
    events.push(...page.events);
  }
}

async function readLog(db: Db, id: string, from = 1): Promise<string[]> {
  let text = "";
  for await (const block of await getBuildLog({ id, from }, db)) text += block;
  return text.split("\n").slice(0, -1);
}

const lost = { code: "worker-lost", message: "gone" };
const step = {
  type: "step",
  digest: "sha256:a",
  name: "RUN a",
  status: "running",
  startedAt: new Date(),
} as const;

describe.skipIf(!database)("a build's progress as rows", () => {
  if (!database) return;
  const { db } = database;

  it("keeps a log of 100,000 lines whole and in order, however it was cut", async () => {
    const { buildId } = await queueBuild(db);
    const lease = await claim(db, buildId);
    const recorder = new BuildRecorder(db, lease);
    await recorder.take(step);
    const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index + 1} \u001b[32mgreen\u001b[0m`);
    const text = `${lines.join("\n")}\n`;
    for (let at = 0; at < text.length; at += 8191) {
      await recorder.take({
        type: "log",
        digest: step.digest,
        text: text.slice(at, at + 8191),
        at: new Date(),
      });
    }
    await recorder.take({ ...step, status: "completed", finishedAt: new Date() });
    await recorder.finish();
    expect(await readLog(db, buildId)).toEqual(lines);
    expect(await readLog(db, buildId, 99_900)).toEqual(lines.slice(99_899));
    const events = await readEvents(db, buildId);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.every((event) => event.kind !== "log" || event.data.lines.length <= 200)).toBe(true);
    expect(events.at(-1)).toMatchObject({ kind: "step", data: { index: 1, status: "completed" } });
  });

  it("goes on counting lines and events in the next attempt, whose steps are its own", async () => {
    const { runId, buildId } = await queueBuild(db);
    for (const word of ["first", "second"]) {
      const lease = await claim(db, buildId);
      const recorder = new BuildRecorder(db, lease);
      await recorder.take(step);
      await recorder.take({ type: "log", digest: step.digest, text: `${word}\nunfinished`, at: new Date() });
      await recorder.finish();
      if (word === "first") await requeueBuild(db, toOpenAttempt(lease), lost, "again");
    }
    expect(await readLog(db, buildId)).toEqual(["first", "unfinished", "second", "unfinished"]);
    const logs = (await readEvents(db, buildId)).flatMap((event) => (event.kind === "log" ? [event] : []));
    expect(logs.map((event) => [event.attempt, event.firstLine])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    const [build] = (await getRun({ id: runId }, db)).builds;
    expect(build).toMatchObject({ attempt: 2, lineCount: 4, steps: [{ status: "running" }] });
    expect(build?.attempts).toMatchObject([{ status: "failed", error: lost }, { status: "running" }]);
    expect(await db.step.findMany({ where: { buildId, attempt: 1 } })).toMatchObject([
      { status: "cancelled" },
    ]);
  });

  it("stores text that PostgreSQL cannot hold as replacement characters", async () => {
    const { buildId } = await queueBuild(db);
    const lease = await claim(db, buildId);
    const recorder = new BuildRecorder(db, lease);
    await recorder.take({ ...step, name: "RUN \u0000" });
    await recorder.take({ type: "log", digest: step.digest, text: "a\u0000b \ud800\n", at: new Date() });
    await recorder.finish();
    expect(await readLog(db, buildId)).toEqual(["a\ufffdb \ufffd"]);
  });
});

describe.skipIf(!database)("a lease", () => {
  if (!database) return;
  const { db } = database;

  it("is had by one of many who want it", async () => {
    const { buildId } = await queueBuild(db);
    const claimed = await Promise.all(Array.from({ length: 6 }, () => claimBuild(db, buildId, randomUUID())));
    expect(claimed.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it("makes a stale worker's writes change nothing", async () => {
    const { runId, buildId } = await queueBuild(db);
    const stale = await claim(db, buildId);
    const recorder = new BuildRecorder(db, stale);
    await requeueBuild(db, toOpenAttempt(stale), lost, "again");
    const before = await db.build.findUnique({ where: { id: buildId } });
    expect(await renewLease(db, stale)).toBe(false);
    expect(await endBuild(db, toOpenAttempt(stale), { status: "failed", error: lost })).toBe(false);
    expect(await requeueBuild(db, toOpenAttempt(stale), lost, "again")).toBe(false);
    await recorder.take({ type: "log", digest: step.digest, text: "late\n", at: new Date() });
    await expect(recorder.finish()).rejects.toMatchObject({ code: "cancelled" });
    expect(await db.build.findUnique({ where: { id: buildId } })).toEqual(before);
    expect((await getRun({ id: runId }, db)).status).toBe("queued");
  });

  it("takes back all that a stale worker's end had written", async () => {
    const { buildId } = await queueBuild(db);
    const stale = await claim(db, buildId);
    await requeueBuild(db, toOpenAttempt(stale), lost, "again");
    const isOurs = await endBuild(db, toOpenAttempt(stale), {
      status: "succeeded",
      imageId: "sha256:none",
      store: async (tx) => {
        const layer = { diffId: "sha256:stale", digest: "", sizeBytes: 1, tarBytes: 1, compressedBytes: 1 };
        await tx.layer.create({ data: { ...layer, fileCount: 1 } });
      },
    });
    expect(isOurs).toBe(false);
    expect(await db.layer.count({ where: { diffId: "sha256:stale" } })).toBe(0);
  });

  it("gives up after five attempts that were nobody's fault", async () => {
    const { runId, buildId } = await queueBuild(db);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await requeueBuild(db, toOpenAttempt(await claim(db, buildId)), lost, "again");
    }
    expect(await claimBuild(db, buildId, randomUUID())).toBeUndefined();
    const run = await getRun({ id: runId }, db);
    expect(run).toMatchObject({ status: "failed", builds: [{ status: "failed", attempt: 5 }] });
    expect(run.builds[0]?.error?.message).toMatch(/tried 5 times/);
  });

  it("is let go for good where the build was cancelled meanwhile", async () => {
    const { runId, buildId } = await queueBuild(db);
    const lease = await claim(db, buildId);
    await db.build.update({ where: { id: buildId }, data: { cancelRequestedAt: new Date() } });
    await requeueBuild(db, toOpenAttempt(lease), lost, "again");
    expect((await getRun({ id: runId }, db)).status).toBe("cancelled");
  });
});
