import { describe, expect, it } from "vitest";
import { FULL, sampleFinding } from "../../findings/testing/samples.ts";
import { placeImage } from "../../scans/testing/place-image.ts";
import { placeScan } from "../../scans/testing/place-scan.ts";
import { jobsDatabase } from "../testing/jobs-database.ts";
import { KEPT_SCANS, pruneScans } from "./prune-scans.ts";

const database = await jobsDatabase();
const digest = (character: string) => `sha256:${character.repeat(64)}`;

describe.skipIf(!database)("pruneScans", () => {
  if (!database) return;
  const { db } = database;

  it("keeps the newest, the newest answer and what a scan can be made from without the image", async () => {
    for (const imageId of [digest("1"), digest("2")]) {
      await placeImage(db, { imageId, diffIds: [digest("d")], engineId: "test" });
    }
    const days = KEPT_SCANS + 5;
    const ids: string[] = [];
    for (let day = 0; day < days; day += 1) {
      const finishedAt = new Date(Date.UTC(2026, 0, 1 + day));
      const findings = [sampleFinding()];
      ids.push(await placeScan(db, { imageId: digest("1"), coverage: FULL, findings, finishedAt }));
    }
    const other = await placeScan(db, { imageId: digest("2"), coverage: FULL, findings: [] });
    const [source = "", answer = "", ...rest] = ids;
    await db.scan.update({ where: { id: source }, data: { inventory: new Uint8Array([1]) } });
    await db.scan.updateMany({ where: { id: { in: rest } }, data: { status: "failed" } });
    expect(await pruneScans(db, digest("1"))).toBe(3);
    const left = (await db.scan.findMany({ orderBy: { createdAt: "asc" } })).map(({ id }) => id);
    expect(left).toEqual([source, answer, ...ids.slice(-KEPT_SCANS), other]);
    expect(await db.finding.count()).toBe(KEPT_SCANS + 2);
    expect(await pruneScans(db, digest("1"))).toBe(0);
  });
});
