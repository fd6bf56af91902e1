import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { addBuiltImage, toMeasured } from "../jobs/testing/add-built-image.ts";
import { jobsDatabase } from "../jobs/testing/jobs-database.ts";
import { addTestService } from "../jobs/testing/test-service.ts";
import { listServiceOverviews } from "./list-service-overviews.ts";

const database = await jobsDatabase();

describe.skipIf(!database)("listServiceOverviews", () => {
  if (!database) return;
  const { db } = database;
  const find = async (slug: string) =>
    (await listServiceOverviews(db)).find((overview) => overview.service.slug === slug);

  it("has the newest image of each variant, and says which are of the source as it is", async () => {
    const service = await addTestService(db);
    expect((await find(service.slug))?.images).toEqual([]);
    const layers = [{ name: service.slug, sizeBytes: 10 }];
    await addBuiltImage(db, service.slug, "scratch", toMeasured(layers, "old"));
    const newest = await addBuiltImage(db, service.slug, "scratch", toMeasured(layers, "new"));
    await addBuiltImage(db, service.slug, "alpine", toMeasured(layers, "alpine"));
    const overview = await find(service.slug);
    expect(overview?.source.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(overview?.images.map(({ variant, recipe }) => `${variant} ${recipe}`).sort()).toEqual([
      "alpine default",
      "scratch default",
    ]);
    const scratch = overview?.images.find((image) => image.variant === "scratch");
    expect(scratch).toMatchObject({ imageId: newest, sizeBytes: 10, compressedBytes: 5 });
  });

  it("has the cargo features of what is compiled here", async () => {
    expect((await find("tiny"))?.features).toEqual([]);
    expect((await find("caller"))?.features).toEqual(["jemalloc", "mimalloc"]);
  });

  it("has an image whose compressed size is not measured yet", async () => {
    const service = await addTestService(db);
    const measured = toMeasured([{ name: service.slug, sizeBytes: 10 }], service.slug);
    const imageId = await addBuiltImage(db, service.slug, "scratch", measured);
    await db.image.update({ where: { imageId }, data: { compressedBytes: null } });
    expect((await find(service.slug))?.images).toMatchObject([{ imageId, compressedBytes: undefined }]);
  });

  it("lists a service whose source is gone, and says so", async () => {
    const service = await addTestService(db);
    rmSync(service.folder, { recursive: true });
    const overview = await find(service.slug);
    expect(overview?.source.digest).toBeUndefined();
    expect(overview?.source.problem).toEqual(expect.stringMatching(/\S/));
    expect((await listServiceOverviews(db)).length).toBeGreaterThan(2);
  });
});
