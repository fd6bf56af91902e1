import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { CHART_IDS } from "../charts/schemas.ts";
import { compareImages } from "../images/compare-images.ts";
import { addBuiltImage, toMeasured } from "../jobs/testing/add-built-image.ts";
import { jobsDatabase } from "../jobs/testing/jobs-database.ts";
import { addTestService } from "../jobs/testing/test-service.ts";
import { startScan } from "../scans/start-scan.ts";
import { exportSnapshot } from "./export-snapshot.ts";
import { freezeComparison } from "./freeze-comparison.ts";
import { getSnapshot, getStoredSnapshot } from "./get-snapshot.ts";
import { listSnapshots } from "./list-snapshots.ts";
import { revokeSnapshot } from "./revoke-snapshot.ts";
import { snapshotView } from "./schemas.ts";
import { toSnapshotText } from "./to-snapshot-text.ts";

const database = await jobsDatabase();

describe.skipIf(!database)("a snapshot", () => {
  if (!database) return;
  const { db } = database;

  async function freeze(title = "Which base?") {
    const { slug: service } = await addTestService(db);
    await addBuiltImage(db, service, "scratch", toMeasured([{ name: "a", sizeBytes: 100 }], service));
    const frozen = await freezeComparison({ query: `service=${service}`, title, note: "# why" }, db);
    return { service, ...frozen };
  }

  it("is the same for ever, whatever becomes of its images", async () => {
    const { service, slug, payloadDigest } = await freeze();
    const before = await getStoredSnapshot({ slug }, db);
    expect(slug).toMatch(/^which-base-/);
    expect(before.snapshot).toMatchObject({ payloadDigest, payload: { comparison: { service } } });
    expect(payloadDigest).toBe(`sha256:${createHash("sha256").update(before.payloadText).digest("hex")}`);
    await addBuiltImage(db, service, "scratch", toMeasured([{ name: "b", sizeBytes: 900 }], service));
    await db.build.deleteMany({ where: { run: { service: { slug: service } } } });
    await db.image.deleteMany({ where: { service: { slug: service } } });
    expect(await getStoredSnapshot({ slug }, db)).toEqual(before);
  });

  it("keeps its charts as they were drawn, in its digest, and gives them as files", async () => {
    const { slug } = await freeze();
    const stored = await getStoredSnapshot({ slug }, db);
    const { charts } = stored.snapshot.payload ?? {};
    expect(Object.keys(charts ?? {}).toSorted()).toEqual([...CHART_IDS].toSorted());
    expect(stored.payloadText).toContain(JSON.stringify(charts?.weight?.dark));
    const link = { label: "Frozen snapshot", url: `http://diet.test/c/${slug}` };
    const ask = { chart: "weight", theme: "dark", link } as const;
    expect(exportSnapshot(stored, { ...ask, format: "svg" }).text).toBe(charts?.weight?.dark);
    expect(exportSnapshot(stored, { ...ask, format: "json" }).text).toBe(stored.payloadText);
    const { charts: _, ...old } = stored.snapshot.payload ?? {};
    const before = { ...stored, snapshot: snapshotView.parse({ ...stored.snapshot, payload: old }) };
    expect(exportSnapshot(before, { ...ask, format: "svg" }).text).toMatch(/^<svg /);
  });

  it("is given with the bytes that its digest is of", async () => {
    const { slug, payloadDigest } = await freeze();
    const answer = toSnapshotText(await getStoredSnapshot({ slug }, db));
    const payload = answer.slice(answer.indexOf('"payload":') + '"payload":'.length, -"}}".length);
    expect(payloadDigest).toBe(`sha256:${createHash("sha256").update(payload).digest("hex")}`);
    const parsed = JSON.parse(answer);
    expect(JSON.stringify(parsed.snapshot.payload)).toBe(payload);
    expect(snapshotView.parse(parsed.snapshot)).toMatchObject({ slug, payloadDigest });
  });

  it("keeps what scans answered, not that one was waiting at that moment", async () => {
    const { slug: service } = await addTestService(db);
    await addBuiltImage(db, service, "scratch", toMeasured([{ name: "a", sizeBytes: 100 }], service));
    const query = `service=${service}`;
    const live = await compareImages({ service }, db);
    const imageId = live.columns[0]?.image.imageId ?? "";
    await startScan({ imageId }, db);
    expect((await compareImages({ service }, db)).columns[0]?.scans?.current?.status).toBe("queued");
    const { slug } = await freezeComparison({ query, title: "now", note: "" }, db);
    const { payload } = await getSnapshot({ slug }, db);
    expect(payload?.comparison.columns[0]?.scans).toEqual({ imageId });
  });

  it("cannot be changed or deleted by whoever writes to the database", async () => {
    const { slug } = await freeze();
    const where = { slug };
    await expect(db.snapshot.update({ where, data: { payload: "{}" } })).rejects.toThrow(/never changes/);
    await expect(db.snapshot.update({ where, data: { title: "x" } })).rejects.toThrow(/never changes/);
    await expect(db.snapshot.update({ where, data: { images: [] } })).rejects.toThrow(/never changes/);
    await expect(db.snapshot.delete({ where })).rejects.toThrow(/kept for ever/);
  });

  it("is not shown where its bytes are not those that were frozen", async () => {
    const { slug } = await freeze();
    await db.$transaction([
      db.$executeRaw`ALTER TABLE "Snapshot" DISABLE TRIGGER "Snapshot_keep"`,
      db.$executeRaw`UPDATE "Snapshot" SET "payload" = replace("payload", '100', '101') WHERE "slug" = ${slug}`,
      db.$executeRaw`ALTER TABLE "Snapshot" ENABLE TRIGGER "Snapshot_keep"`,
    ]);
    await expect(getSnapshot({ slug }, db)).rejects.toMatchObject({ code: "internal" });
  });

  it("can be revoked once; then it is gone, from the list too", async () => {
    const { slug } = await freeze();
    expect((await revokeSnapshot({ slug }, db)).revokedAt).toBeDefined();
    await expect(revokeSnapshot({ slug }, db)).rejects.toMatchObject({ code: "gone" });
    await expect(getSnapshot({ slug }, db)).rejects.toMatchObject({ code: "gone" });
    const { snapshots } = await listSnapshots({ limit: 100 }, db);
    expect(snapshots.map((snapshot) => snapshot.slug)).not.toContain(slug);
  });

  it("is listed page by page, the newest first", async () => {
    const slugs = [(await freeze()).slug, (await freeze()).slug, (await freeze("")).slug];
    const first = await listSnapshots({ limit: 2 }, db);
    const second = await listSnapshots({ limit: 1, cursor: first.nextCursor ?? "" }, db);
    expect([...first.snapshots, ...second.snapshots].map((each) => each.slug)).toEqual(slugs.toReversed());
  });

  it("is listed with the sizes that were frozen, also where it was frozen before lists had them", async () => {
    const { slug } = await freeze();
    const listed = async () =>
      (await listSnapshots({ limit: 100 }, db)).snapshots.find((each) => each.slug === slug)?.images;
    const sizes = [{ variant: "scratch", sizeBytes: 100 }];
    expect(await listed()).toEqual(sizes);
    await db.$transaction([
      db.$executeRaw`ALTER TABLE "Snapshot" DISABLE TRIGGER "Snapshot_keep"`,
      db.$executeRaw`UPDATE "Snapshot" SET "images" = NULL`,
    ]);
    expect(await listed()).toBeUndefined();
    const migration = "../../prisma/migrations/0009_snapshot_images/migration.sql";
    const script = await readFile(new URL(migration, import.meta.url), "utf8");
    await db.$executeRawUnsafe(/^DO \$\$.*?^\$\$;/ms.exec(script)?.[0] ?? "");
    await db.$executeRaw`ALTER TABLE "Snapshot" ENABLE TRIGGER "Snapshot_keep"`;
    expect(await listed()).toEqual(sizes);
  });

  it("is found by words of its title, whatever their case, and by no pattern", async () => {
    const word = `Nine%${Date.now()}`;
    const { slug } = await freeze(`The ${word} case`);
    const found = async (q: string) =>
      (await listSnapshots({ q, limit: 100 }, db)).snapshots.map((snapshot) => snapshot.slug);
    expect(await found(word.toUpperCase())).toEqual([slug]);
    expect(await found(word.replace("%", "x"))).toEqual([]);
    expect(await found(word.replace("%", "_"))).toEqual([]);
  });

  it("is refused where there is nothing to freeze, or the name is taken or wrong", async () => {
    const { service, slug } = await freeze();
    const { slug: empty } = await addTestService(db);
    const query = `service=${service}`;
    const bad = (field: string) => ({ code: "bad-input", field });
    await expect(freezeComparison({ query: `service=${empty}` }, db)).rejects.toMatchObject(bad("query"));
    await expect(freezeComparison({ query: "variants=nix" }, db)).rejects.toMatchObject(bad("variants"));
    await expect(freezeComparison({ query, slug: "No" }, db)).rejects.toMatchObject(bad("slug"));
    await expect(freezeComparison({ query, slug }, db)).rejects.toMatchObject({ code: "conflict" });
    await expect(getSnapshot({ slug: "nobody-froze-this" }, db)).rejects.toMatchObject({ code: "not-found" });
    await expect(getSnapshot({ slug: "../etc" }, db)).rejects.toMatchObject(bad("slug"));
  });
});
