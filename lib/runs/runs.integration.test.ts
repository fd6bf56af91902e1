import { describe, expect, it } from "vitest";
import { jobsDatabase } from "../jobs/testing/jobs-database.ts";
import { addTestService } from "../jobs/testing/test-service.ts";
import { DEFAULT_VARIANT_IDS } from "../variants/variants.ts";
import { cancelBuild } from "./cancel-build.ts";
import { cancelRun } from "./cancel-run.ts";
import { getBuildLog } from "./get-build-log.ts";
import { getRun } from "./get-run.ts";
import { listBuildEvents } from "./list-build-events.ts";
import { listRuns } from "./list-runs.ts";
import { retryBuild } from "./retry-build.ts";
import { startRun } from "./start-run.ts";

const database = await jobsDatabase();
const NOBODY = "01900000-0000-7000-8000-000000000000";

describe.skipIf(!database)("runs without a worker", () => {
  if (!database) return;
  const { db } = database;

  it("starts one run for eight clicks at once, and the others join it", async () => {
    const service = await addTestService(db);
    const started = await Promise.all(
      Array.from({ length: 8 }, () => startRun({ service: service.slug }, db)),
    );
    expect(new Set(started.map(({ run }) => run.id)).size).toBe(1);
    expect(started.filter(({ joined }) => !joined)).toHaveLength(1);
    const builds = started[0]?.run.builds ?? [];
    expect(builds.map((build) => build.variant)).toEqual(DEFAULT_VARIANT_IDS);
    expect(builds.every((build) => build.status === "queued" && build.attempt === 0)).toBe(true);
    expect(builds[0]?.waitingFor).toMatch(/worker/);
  });

  it("gives a joined run the variants that it lacks", async () => {
    const service = await addTestService(db);
    const first = await startRun({ service: service.slug, variants: ["scratch"] }, db);
    const second = await startRun({ service: service.slug, variants: ["alpine", "scratch"] }, db);
    expect(second).toMatchObject({ joined: true, run: { id: first.run.id } });
    expect(second.run.builds.map((build) => build.variant)).toEqual(["scratch", "alpine"]);
  });

  it("keeps apart what is not the same: variants, recipe, source", async () => {
    const service = await addTestService(db);
    const [one, two, three, four] = [
      await startRun({ service: service.slug, variants: ["scratch"] }, db),
      await startRun({ service: service.slug, variants: ["alpine"] }, db),
      await startRun({ service: service.slug, variants: ["scratch"], recipe: "small" }, db),
      await addTestService(db).then((other) => startRun({ service: other.slug, variants: ["scratch"] }, db)),
    ];
    expect(new Set([one, two, three, four].map((started) => started?.run.id)).size).toBe(4);
  });

  it("cancels what waits, and takes a cancelled build up again", async () => {
    const service = await addTestService(db);
    const { run } = await startRun({ service: service.slug, variants: ["scratch", "alpine"] }, db);
    const [scratch] = run.builds;
    const partly = await cancelBuild({ id: scratch?.id ?? "" }, db);
    expect(partly).toMatchObject({
      status: "running",
      builds: [{ status: "cancelled" }, { status: "queued" }],
    });
    const whole = await cancelRun({ id: String(run.number) }, db);
    expect(whole.status).toBe("cancelled");
    expect(whole.finishedAt).toBeDefined();
    await expect(cancelRun({ id: run.id }, db)).rejects.toMatchObject({ code: "conflict" });
    await expect(cancelBuild({ id: scratch?.id ?? "" }, db)).rejects.toMatchObject({ code: "conflict" });

    const again = await retryBuild({ id: scratch?.id ?? "" }, db);
    expect(again).toMatchObject({
      status: "running",
      builds: [{ status: "queued" }, { status: "cancelled" }],
    });
    await expect(retryBuild({ id: scratch?.id ?? "" }, db)).rejects.toMatchObject({ code: "conflict" });
    const { events, isOver } = await listBuildEvents({ buildId: scratch?.id ?? "" }, db);
    expect(events.map((event) => event.kind === "status" && event.data.status)).toEqual([
      "cancelled",
      "queued",
    ]);
    expect(isOver).toBe(false);
  });

  it("pages through runs, the newest first, and of one service", async () => {
    const service = await addTestService(db);
    const numbers: number[] = [];
    for (const variant of ["scratch", "alpine", "naive"] as const) {
      numbers.push((await startRun({ service: service.slug, variants: [variant] }, db)).run.number);
    }
    const first = await listRuns({ service: service.slug, limit: 2 }, db);
    const rest = await listRuns({ service: service.slug, limit: 2, cursor: first.nextCursor ?? "" }, db);
    expect([...first.runs, ...rest.runs].map((run) => run.number)).toEqual(numbers.toReversed());
    expect(rest.nextCursor).toBeUndefined();
  });

  it("says which field is wrong, and what is not there", async () => {
    const bad = (field: string) => ({ code: "bad-input", field });
    await expect(startRun({ service: "tiny", recipe: "huge" }, db)).rejects.toMatchObject(bad("recipe"));
    await expect(startRun({ service: "tiny", variants: [] }, db)).rejects.toMatchObject(bad("variants"));
    await expect(startRun({ service: "a\u0000b" }, db)).rejects.toMatchObject(bad("service"));
    await expect(listRuns({ cursor: "x" }, db)).rejects.toMatchObject(bad("cursor"));
    await expect(getRun({ id: "x" }, db)).rejects.toMatchObject(bad("id"));
    const absent = { code: "not-found" };
    await expect(startRun({ service: "nobody" }, db)).rejects.toMatchObject(absent);
    await expect(listRuns({ service: "nobody" }, db)).rejects.toMatchObject(absent);
    await expect(getRun({ id: NOBODY }, db)).rejects.toMatchObject(absent);
    await expect(cancelRun({ id: "999999" }, db)).rejects.toMatchObject(absent);
    await expect(cancelBuild({ id: NOBODY }, db)).rejects.toMatchObject(absent);
    await expect(retryBuild({ id: NOBODY }, db)).rejects.toMatchObject(absent);
    await expect(getBuildLog({ id: NOBODY }, db)).rejects.toMatchObject(absent);
    await expect(listBuildEvents({ buildId: NOBODY }, db)).rejects.toMatchObject(absent);
  });

  it("writes nothing where a request is refused", async () => {
    const before = await db.run.count();
    const gone = await addTestService(db);
    await db.service.update({ where: { slug: gone.slug }, data: { source: "/nowhere/at/all" } });
    await expect(startRun({ service: gone.slug }, db)).rejects.toMatchObject({ code: "bad-input" });
    await db.service.update({ where: { slug: gone.slug }, data: { archivedAt: new Date() } });
    await expect(startRun({ service: gone.slug }, db)).rejects.toMatchObject({ code: "conflict" });
    expect(await db.run.count()).toBe(before);
  });
});
