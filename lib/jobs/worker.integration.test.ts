import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { resolveBase } from "../bases/resolve.ts";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { measureImage } from "../oci/measure-image.ts";
import { cancelRun } from "../runs/cancel-run.ts";
import { getRun } from "../runs/get-run.ts";
import { listBuildEvents } from "../runs/list-build-events.ts";
import type { RunView } from "../runs/schemas.ts";
import { startRun } from "../runs/start-run.ts";
import { getStatus } from "../status/get-status.ts";
import { jobsDatabase } from "./testing/jobs-database.ts";
import { addTestService, buildScript } from "./testing/test-service.ts";
import { BASES_TIMEOUT_MS, isCompiling, startTestWorker, untilEnd, untilRun } from "./testing/test-worker.ts";

const database = await jobsDatabase();
const { engine, reason } = await findTestEngine();

describe.skipIf(!database || !engine)(`a worker ${reason}`, () => {
  if (!database || !engine) return;
  const { db } = database;

  const slowService = (seconds: number) =>
    addTestService(db, (nonce) => ({ "build.rs": buildScript(nonce, { seconds }) }));
  const start = async (slug: string, variants?: ["scratch", ..."alpine"[]]) =>
    (await startRun({ service: slug, variants }, db)).run;
  const states = (run: RunView) => run.builds.map((build) => build.status);

  it(
    "builds five variants, measures them, and has nothing to do the second time",
    async () => {
      await startTestWorker(db);
      const service = await addTestService(db);
      const first = await untilEnd(db, (await start(service.slug)).id);
      expect(first.builds.map((build) => build.error)).toEqual(first.builds.map(() => undefined));
      expect(first.status).toBe("succeeded");
      for (const build of first.builds) {
        expect(build.sizeBytes).toBeGreaterThan(0);
        expect(build.steps.length).toBeGreaterThan(0);
        expect(build.steps.map((step) => step.index)).toEqual(build.steps.map((_, index) => index + 1));
        const { events, isOver } = await listBuildEvents({ buildId: build.id, limit: 2000 }, db);
        expect(isOver).toBe(true);
        expect(events.at(-1)).toMatchObject({ kind: "status", data: { status: "succeeded" } });
      }
      // what layers weigh as gzip holds nothing up and comes afterwards
      const isCompressed = (run: RunView) => run.builds.every((build) => (build.compressedBytes ?? 0) > 0);
      await untilRun(db, first.id, isCompressed);
      const second = await untilEnd(db, (await start(service.slug)).id);
      expect(second.id).not.toBe(first.id);
      expect(second.builds.map((build) => build.imageId)).toEqual(first.builds.map((build) => build.imageId));
      expect(second.builds.map((build) => build.previousSizeBytes)).toEqual(
        first.builds.map((build) => build.sizeBytes),
      );
      const images = first.builds.flatMap((build) => build.imageId ?? []);
      for (const imageId of images) expect(await engine.findImage(imageId)).toBeDefined();
      // A busy engine may have answered too late when it was last asked.
      const status = await vi.waitFor(async () => {
        const now = await getStatus(db);
        expect(now).toMatchObject({ engine: { available: true }, worker: { alive: true, count: 1 } });
        return now;
      }, BASES_TIMEOUT_MS);
      expect(status.bases.filter((base) => base.status === "ready").length).toBeGreaterThanOrEqual(5);
    },
    BASES_TIMEOUT_MS,
  );

  it("says which Dockerfile line failed and what the compiler said, in every variant that it fails in", async () => {
    const service = await addTestService(db, () => ({ "src/main.rs": "fn main() { let broken: u8 = ; }\n" }));
    await startTestWorker(db);
    const run = await untilEnd(db, (await start(service.slug, ["scratch", "alpine"])).id);
    expect(run.status).toBe("failed");
    for (const { error, attempts } of run.builds) {
      expect(error).toMatchObject({ code: "build-failed", dockerfileLine: expect.any(Number) });
      expect(error?.lastLines?.join("\n")).toContain("expected expression");
      expect(attempts).toMatchObject([{ number: 1, status: "failed", error: { code: "build-failed" } }]);
    }
  });

  it("refuses to build a source that is not the one the run was started for", async () => {
    const service = await addTestService(db);
    const run = await start(service.slug, ["scratch"]);
    const { writeFileSync } = await import("node:fs");
    writeFileSync(`${service.folder}/NONCE`, "another");
    await startTestWorker(db);
    const ended = await untilEnd(db, run.id);
    expect(ended.builds[0]?.error).toMatchObject({ code: "conflict" });
  });

  it("says that a base cannot be had, and what to do", async () => {
    const service = await addTestService(db);
    const settings = { IMAGE_DIET_BASE_ALPINE: "127.0.0.1:1/nobody/has:this" };
    await startTestWorker(db, { settings });
    const run = await untilEnd(db, (await start(service.slug, ["scratch", "alpine"])).id);
    expect(states(run)).toEqual(["succeeded", "failed"]);
    expect(run.builds[1]?.error).toMatchObject({ code: "base-unavailable" });
    expect(run.builds[1]?.error?.message).toContain("IMAGE_DIET_BASE_ALPINE");
  });

  it("cancels a build that waits for its bases", async () => {
    const service = await addTestService(db);
    const held = Promise.withResolvers<void>();
    await startTestWorker(db, {
      tools: { resolveBase: (role, options) => held.promise.then(() => resolveBase(role, options)) },
    });
    const run = await start(service.slug, ["scratch"]);
    await untilRun(db, run.id, ({ builds }) => /base toolchain/.test(builds[0]?.waitingFor ?? ""));
    expect((await cancelRun({ id: run.id }, db)).status).toBe("cancelled");
    held.resolve();
  });

  it("cancels a build while it compiles, and the engine stops working on it", async () => {
    const service = await slowService(300);
    await startTestWorker(db);
    const run = await start(service.slug, ["scratch"]);
    await untilRun(db, run.id, isCompiling);
    await cancelRun({ id: run.id }, db);
    const ended = await untilEnd(db, run.id);
    expect(ended).toMatchObject({
      status: "cancelled",
      builds: [{ status: "cancelled", attempts: [{ status: "cancelled" }] }],
    });
    expect(ended.builds[0]?.steps.some((step) => step.status === "running")).toBe(false);
  });

  it("cancels a build while it is measured", async () => {
    const service = await addTestService(db);
    const measuring = Promise.withResolvers<void>();
    await startTestWorker(db, {
      tools: {
        measureImage: async (archive, options) => {
          measuring.resolve();
          while (!options.signal.aborted) await sleep(20);
          return measureImage(archive, options);
        },
      },
    });
    const run = await start(service.slug, ["scratch"]);
    await measuring.promise;
    await cancelRun({ id: run.id }, db);
    const ended = await untilEnd(db, run.id);
    expect(states(ended)).toEqual(["cancelled"]);
    expect(ended.builds[0]?.imageId).toBeUndefined();
  });

  it("puts its builds back into the queue when it is stopped", async () => {
    const service = await slowService(60);
    const worker = await startTestWorker(db);
    const run = await start(service.slug, ["scratch"]);
    await untilRun(db, run.id, isCompiling);
    await worker.stop();
    const stopped = await getRun({ id: run.id }, db);
    expect(stopped.builds[0]).toMatchObject({
      status: "queued",
      attempts: [{ status: "failed", error: { code: "worker-stopped" } }],
    });
    expect((await getStatus(db)).worker.alive).toBe(false);
    await cancelRun({ id: run.id }, db);
  });
});
