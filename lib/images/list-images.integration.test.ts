import { describe, expect, it } from "vitest";
import { addBuiltImage, toMeasured } from "../jobs/testing/add-built-image.ts";
import { jobsDatabase } from "../jobs/testing/jobs-database.ts";
import { addTestService } from "../jobs/testing/test-service.ts";
import { listImages } from "./list-images.ts";

const database = await jobsDatabase();
const COMMIT = "c0ffee5ca1ab1e0123456789abcdef0123456789";

describe.skipIf(!database)("listImages", () => {
  if (!database) return;
  const { db } = database;

  it("finds an image by service, variant, digest, source and commit, the newest first", async () => {
    const { slug } = await addTestService(db);
    const layers = [{ name: slug, sizeBytes: 10 }];
    const older = await addBuiltImage(db, slug, "scratch", toMeasured(layers, `${slug} 1`));
    const measured = toMeasured(layers, `${slug} 2`);
    const labels = { "org.opencontainers.image.revision": COMMIT };
    const newer = await addBuiltImage(db, slug, "alpine", {
      ...measured,
      config: { ...measured.config, config: { Labels: labels } },
    });
    const found = async (q: string) => (await listImages({ q }, db)).map(({ imageId }) => imageId);
    expect(await found(slug)).toEqual([newer, older]);
    expect(await found(`${slug} SCRATCH`)).toEqual([older]);
    expect(await found(older.slice(0, 15))).toEqual([older]);
    expect(await found(`${slug} c0ffee5`)).toEqual([newer]);
    expect(await found(`${slug} ffee5`)).toEqual([]);
    expect(await found(`${slug} %`)).toEqual([]);
    const [first] = await listImages({ q: newer, limit: 1 }, db);
    expect(first).toMatchObject({ imageId: newer, service: slug, revision: COMMIT, sizeBytes: 10 });
    expect(await found(first?.sourceDigest ?? "")).toEqual([newer, older]);
  });

  it("refuses a limit out of range", async () => {
    await expect(listImages({ limit: 0 }, db)).rejects.toThrow(/limit/);
  });
});
