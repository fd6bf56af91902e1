import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { FULL } from "@/lib/findings/testing/samples.ts";
import { placeImage } from "@/lib/scans/testing/place-image.ts";
import { placeScan } from "@/lib/scans/testing/place-scan.ts";
import { apiDatabase } from "./testing/api-database.ts";
import { callRoute } from "./testing/call-route.ts";

const database = await apiDatabase();

const digest = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const scratch = digest("scratch");
const debian = digest("debian");

describe.skipIf(!database)("pictures for other pages", () => {
  beforeAll(async () => {
    if (!database) return;
    const place = { engineId: "engine", service: "tiny" };
    await placeImage(database, { ...place, imageId: scratch, diffIds: [digest("a")], variant: "scratch" });
    await placeImage(database, { ...place, imageId: debian, diffIds: [digest("b")], variant: "debian-slim" });
    await database.image.update({
      where: { imageId: scratch },
      data: { sizeBytes: 5_820_000, standIn: false },
    });
    await database.image.update({ where: { imageId: debian }, data: { sizeBytes: 83_800_000 } });
    await placeScan(database, { imageId: debian, coverage: FULL, findings: [] });
  });

  it("draws badges of a variant: its size with its base's origin, its findings with their coverage", async () => {
    const read = async (path: string) => (await callRoute(`/api/v1/badges/services/tiny/${path}`)).text();
    expect(await read("scratch")).toContain(">5.82 MB<");
    expect(await read("debian-slim?unit=MiB")).toContain(">79.92 MiB, stand-in base<");
    expect(await read("debian-slim?show=findings")).toContain(">0 findings in 92 packages<");
    expect(await read("scratch?show=findings")).toContain(">never scanned<");
    expect(await read("alpine")).toContain(">not built yet<");
  });

  it("sends a badge again only where it changed", async () => {
    const address = "/api/v1/badges/compare?service=tiny&variants=scratch,debian-slim&ref=debian-slim";
    const first = await callRoute(address);
    expect(first.headers.get("content-type")).toMatch(/^image\/svg\+xml/);
    expect(await first.text()).toContain(">scratch 5.82 MB, −93.1 % against debian-slim, stand-in bases<");
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await callRoute(address, { headers })).status).toBe(304);
    await database?.image.update({ where: { imageId: scratch }, data: { sizeBytes: 5_830_000 } });
    const changed = await callRoute(address, { headers });
    expect([changed.status, await changed.text()]).toEqual([200, expect.stringContaining("5.83 MB")]);
    await database?.image.update({ where: { imageId: scratch }, data: { sizeBytes: 5_820_000 } });
  });

  it.each([
    ["/api/v1/badges/services/nobody/scratch", 404, undefined],
    ["/api/v1/badges/snapshots/nothing-here", 404, undefined],
    ["/api/v1/badges/compare?service=nobody", 404, undefined],
    ["/api/v1/badges/services/tiny/windows", 400, "variant"],
    ["/api/v1/badges/services/tiny/scratch?show=grade", 400, "show"],
    ["/api/v1/badges/services/tiny/scratch?recipe=nonsense", 400, "recipe"],
  ])("says what is wrong with %s", async (address, status, field) => {
    const answer = await callRoute(address);
    const { error } = await answer.json();
    expect([answer.status, error.field]).toEqual([status, field]);
  });
});
