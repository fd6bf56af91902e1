import { describe, expect, it } from "vitest";
import { addBuiltImage, toMeasured } from "../jobs/testing/add-built-image.ts";
import { jobsDatabase } from "../jobs/testing/jobs-database.ts";
import { addTestService } from "../jobs/testing/test-service.ts";
import { listRuns } from "../runs/list-runs.ts";
import { compareImages } from "./compare-images.ts";
import { getImage } from "./get-image.ts";

const database = await jobsDatabase();

describe.skipIf(!database)("stored images", () => {
  if (!database) return;
  const { db } = database;
  const base = { name: "base", sizeBytes: 1000 };

  async function addTwo() {
    const { slug } = await addTestService(db);
    const old = await addBuiltImage(db, slug, "scratch", toMeasured([{ name: "old", sizeBytes: 400 }], slug));
    const between = new Date();
    const scratch = await addBuiltImage(
      db,
      slug,
      "scratch",
      toMeasured([{ name: "new", sizeBytes: 500 }], slug),
    );
    const cc = await addBuiltImage(
      db,
      slug,
      "distroless-cc",
      toMeasured([base, { name: "new", sizeBytes: 500 }], slug),
    );
    return { slug, old, between, scratch, cc };
  }

  it("compares the newest of each variant, with the one before and what is missing", async () => {
    const { slug, old, scratch, cc } = await addTwo();
    const found = await compareImages({ service: slug }, db);
    expect(found.columns.map((column) => column.image.imageId)).toEqual([scratch, cc]);
    expect(found.referenceImageId).toBe(cc);
    expect(found.missing).toEqual(["alpine", "base-nossl", "debian-slim"]);
    expect(found.columns[0]).toMatchObject({
      previous: { imageId: old, sizeBytes: 400 },
      sizeDelta: { bytes: -1000 },
      pullBesideReferenceBytes: 0,
    });
    expect(found.columns[1]?.previous).toBeUndefined();
    expect(found.sharedDiffIds).toHaveLength(1);
    expect(found.notes.standIns).toEqual(["toolchain"]);
  });

  it("looks back to a point in time, at a run, at images by prefix", async () => {
    const { slug, old, between, scratch, cc } = await addTwo();
    const before = await compareImages({ service: slug, at: between.toISOString() }, db);
    expect(before.columns.map((column) => column.image.imageId)).toEqual([old]);
    const newest = (await listRuns({ service: slug }, db)).runs[0];
    const ofRun = await compareImages({ run: String(newest?.number) }, db);
    expect(ofRun.columns.map((column) => column.image.imageId)).toEqual([cc]);
    const named = await compareImages({ images: [cc.slice(7, 19), old], ref: old.slice(0, 30) }, db);
    expect(named.columns.map((column) => column.image.imageId)).toEqual([cc, old]);
    expect(named.referenceImageId).toBe(old);
    expect(scratch).not.toBe(old);
  });

  it("shows what was measured, and brings an older image back when its sources come back", async () => {
    const { slug, old, cc } = await addTwo();
    const image = await getImage({ imageId: cc.slice(7, 19) }, db);
    expect(image).toMatchObject({ imageId: cc, service: slug, sizeBytes: 1500, config: { user: "65532" } });
    expect(image.layers.map((layer) => layer.sizeBytes)).toEqual([1000, 500]);
    expect(JSON.parse(JSON.stringify(image))).toEqual(image);
    await addBuiltImage(db, slug, "scratch", toMeasured([{ name: "old", sizeBytes: 400 }], slug));
    const { columns } = await compareImages({ service: slug }, db);
    expect(columns[0]).toMatchObject({ image: { imageId: old }, previous: { sizeBytes: 500 } });
  });

  it("says which part of the query is wrong", async () => {
    const { slug, cc } = await addTwo();
    const other = await addTestService(db);
    const foreign = await addBuiltImage(db, other.slug, "scratch", toMeasured([base], other.slug));
    const bad = (field: string) => ({ code: "bad-input", field });
    await expect(compareImages({ images: [cc, foreign] }, db)).rejects.toMatchObject(bad("images"));
    await expect(compareImages({ images: ["zz"] }, db)).rejects.toMatchObject(bad("images"));
    await expect(compareImages({ service: slug, ref: foreign }, db)).rejects.toMatchObject(bad("ref"));
    await expect(compareImages({ recipe: "huge" }, db)).rejects.toMatchObject(bad("recipe"));
    await expect(compareImages({ at: "yesterday" }, db)).rejects.toMatchObject(bad("at"));
    const absent = { code: "not-found" };
    await expect(compareImages({ service: "nobody" }, db)).rejects.toMatchObject(absent);
    await expect(compareImages({ run: "999999" }, db)).rejects.toMatchObject(absent);
    await expect(compareImages({ images: ["0123456789ab"] }, db)).rejects.toMatchObject(absent);
    await expect(getImage({ imageId: "0123456789ab" }, db)).rejects.toMatchObject(absent);
    await expect(getImage({ imageId: "012345" }, db)).rejects.toMatchObject(bad("imageId"));
  });

  it("refuses a prefix that names two images", async () => {
    const { slug } = await addTestService(db);
    const one = toMeasured([{ name: "a", sizeBytes: 1 }], slug);
    const twin = {
      ...toMeasured([{ name: "b", sizeBytes: 2 }], slug),
      imageId: `${one.imageId.slice(0, 30)}${"f".repeat(41)}`,
    };
    await addBuiltImage(db, slug, "scratch", one);
    await addBuiltImage(db, slug, "scratch", twin);
    await expect(getImage({ imageId: one.imageId.slice(7, 19) }, db)).rejects.toMatchObject({
      field: "imageId",
    });
    expect((await getImage({ imageId: twin.imageId }, db)).sizeBytes).toBe(2);
  });
});
