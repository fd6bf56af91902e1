import { beforeAll, describe, expect, it } from "vitest";
import { FULL, sampleFinding } from "../findings/testing/samples.ts";
import { jobsDatabase } from "../jobs/testing/jobs-database.ts";
import { placeImage } from "../scans/testing/place-image.ts";
import { placeScan } from "../scans/testing/place-scan.ts";
import { getTrends } from "./get-trends.ts";
import { addLongHistory, PEAK, RUNS } from "./testing/add-long-history.ts";

const database = await jobsDatabase();

describe.skipIf(!database)("trends of ten thousand builds", () => {
  beforeAll(async () => {
    if (database) await addLongHistory(database.db, "whoami");
  });

  it("are few points, with every extreme and every change among them", async () => {
    if (!database) return;
    const trends = await getTrends({ service: "whoami" }, database.db);
    expect(trends.builds).toBe(RUNS * 5);
    expect(trends.lines.map((line) => line.variant)).toHaveLength(5);
    const cc = trends.lines.find((line) => line.variant === "distroless-cc");
    expect(cc?.points.map((point) => point.sizeBytes)).toContain(PEAK.sizeBytes);
    expect(Math.max(...(cc?.points.map((point) => point.buildMs ?? 0) ?? []))).toBe(PEAK.buildMs);
    expect(cc?.points.map((point) => point.findings.count)).toContain(PEAK.findings);
    expect(trends.changes.map(({ kind, runNumber }) => [kind, runNumber])).toEqual([
      ["base", PEAK.baseAtRun],
      ["toolchain", PEAK.toolchainAtRun],
    ]);
    const atChange = cc?.points.find((point) => point.run.number === PEAK.toolchainAtRun);
    expect(atChange?.changes?.map((change) => change.kind)).toContain("toolchain");
    expect(trends.shown).toBeLessThan(5 * 80 * 8);
    expect(JSON.stringify(trends).length).toBeLessThan(1_200_000);
  });

  it("show more of a shorter range, down to every build", async () => {
    if (!database) return;
    const all = await getTrends({ service: "whoami", variants: ["scratch"] }, database.db);
    const times = all.lines[0]?.points.map((point) => point.at) ?? [];
    const range = { from: times.at(-40) ?? "", to: times.at(-1) ?? "" };
    const part = await getTrends({ service: "whoami", variants: ["scratch"], ...range }, database.db);
    const line = part.lines[0];
    expect(line?.builds).toBeGreaterThan(40);
    const few = await getTrends(
      { service: "whoami", recipe: "all", columns: 1000, variants: ["scratch"] },
      database.db,
    );
    expect(few.lines[0]?.points).toHaveLength(RUNS);
  });
});

describe.skipIf(!database)("a trend", () => {
  it("takes the scan that was the newest until the next build, or the first after it", async () => {
    if (!database) return;
    const { db } = database;
    const at = (day: number) => new Date(Date.UTC(2026, 10, day));
    for (const [index, name] of ["a", "b"].entries()) {
      const imageId = `sha256:${name.repeat(64)}`;
      await placeImage(db, {
        imageId,
        diffIds: [imageId],
        engineId: "engine",
        variant: "alpine",
        service: "tiny",
      });
      await db.build.updateMany({
        where: { imageId },
        data: { startedAt: at(index * 10 + 1), finishedAt: at(index * 10 + 2) },
      });
    }
    const scan = (name: string, day: number, count: number) =>
      placeScan(db, {
        imageId: `sha256:${name.repeat(64)}`,
        coverage: FULL,
        findings: Array.from({ length: count }, (_, each) =>
          sampleFinding({ id: `CVE-${each}`, fixedVersion: "2" }),
        ),
        finishedAt: at(day),
      });
    await scan("a", 3, 1);
    await scan("a", 11, 2);
    await scan("a", 20, 7);
    await scan("b", 25, 4);
    const points = (await getTrends({ service: "tiny" }, db)).lines[0]?.points;
    expect(points?.map(({ findings }) => [findings.count, findings.fixable])).toEqual([
      [2, 2],
      [4, 4],
    ]);
    await db.scan.deleteMany({ where: { finishedAt: { in: [at(3), at(11)] } } });
    const after = (await getTrends({ service: "tiny" }, db)).lines[0]?.points;
    expect(after?.map(({ findings }) => findings.count)).toEqual([7, 4]);
  });

  it("has no line of a service that was never built, and says what is unknown", async () => {
    if (!database) return;
    expect(await getTrends({ service: "tiny", recipe: "small" }, database.db)).toMatchObject({
      builds: 0,
      lines: [],
    });
    await expect(getTrends({ service: "nobody" }, database.db)).rejects.toMatchObject({ code: "not-found" });
    await expect(getTrends({ recipe: "nonsense" }, database.db)).rejects.toMatchObject({ field: "recipe" });
    const range = { from: "2026-11-02T00:00:00Z", to: "2026-11-01T00:00:00Z" };
    await expect(getTrends(range, database.db)).rejects.toMatchObject({ field: "to" });
  });
});
