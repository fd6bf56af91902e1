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

  it("draws a snapshot's picture as the same bytes whatever becomes of its images, until it is revoked", async () => {
    const body = { query: "service=tiny&ref=debian-slim", title: "Which base?" };
    const { slug } = await (await callRoute("/api/v1/snapshots", { method: "POST", body })).json();
    const read = async () => {
      const response = await callRoute(`/api/v1/previews/snapshots/${slug}`);
      expect(response.headers.get("content-type")).toBe("image/png");
      return { bytes: Buffer.from(await response.arrayBuffer()), tag: response.headers.get("etag") ?? "" };
    };
    const frozen = await read();
    expect([frozen.bytes.readUInt32BE(16), frozen.bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    await database?.image.update({ where: { imageId: scratch }, data: { sizeBytes: 9_999_999 } });
    const later = await read();
    expect([later.bytes.equals(frozen.bytes), later.tag]).toEqual([true, frozen.tag]);
    const saved = await callRoute(`/api/v1/snapshots/${slug}/export?format=png`);
    expect(saved.headers.get("content-disposition")).toBe('attachment; filename="tiny-comparison.png"');
    expect(Buffer.from(await saved.arrayBuffer()).equals(frozen.bytes)).toBe(true);
    await database?.image.update({ where: { imageId: scratch }, data: { sizeBytes: 5_820_000 } });

    const badge = await (await callRoute(`/api/v1/badges/snapshots/${slug}`)).text();
    expect(badge).toContain(">scratch 5.82 MB, −93.1 % against debian-slim, stand-in bases<");
    const url = encodeURIComponent(`http://127.0.0.1:3000/c/${slug}`);
    const oembed = await (await callRoute(`/api/v1/oembed?url=${url}&maxwidth=400`)).json();
    expect(oembed).toMatchObject({ type: "rich", title: "Which base?", width: 400, height: 210 });
    expect(oembed.html).toContain(`src="http://127.0.0.1:3000/api/v1/previews/snapshots/${slug}"`);

    await callRoute(`/api/v1/snapshots/${slug}`, { method: "DELETE" });
    const revoked = await read();
    expect(revoked.tag).not.toBe(frozen.tag);
    expect((await callRoute(`/api/v1/badges/snapshots/${slug}`)).status).toBe(410);
    expect((await callRoute(`/api/v1/oembed?url=${url}`)).status).toBe(410);
  });

  it("draws a comparison's and an image's picture, and only for readers who lack it", async () => {
    for (const address of ["/api/v1/previews/compare?service=tiny", `/api/v1/previews/images/${scratch}`]) {
      const first = await callRoute(address);
      expect([address, first.status, first.headers.get("content-type")]).toEqual([address, 200, "image/png"]);
      const headers = { "if-none-match": first.headers.get("etag") ?? "" };
      expect((await callRoute(address, { headers })).status).toBe(304);
    }
    const live = encodeURIComponent("http://localhost:3000/compare?service=tiny&ref=debian-slim");
    const { html, title } = await (await callRoute(`/api/v1/oembed?url=${live}`)).json();
    expect(title).toBe("tiny compared");
    expect(html).toContain("/api/v1/previews/compare?service=tiny&amp;ref=debian-slim");
  });

  it("gives one chart as PNG where it is named, of a snapshot as it was drawn when it was frozen", async () => {
    const body = { query: "service=tiny&ref=debian-slim" };
    const { slug } = await (await callRoute("/api/v1/snapshots", { method: "POST", body })).json();
    const read = async (address: string) => {
      const response = await callRoute(address);
      const { headers } = response;
      expect([address, headers.get("content-type")]).toEqual([address, "image/png"]);
      const bytes = Buffer.from(await response.arrayBuffer());
      return { bytes, width: bytes.readUInt32BE(16), name: headers.get("content-disposition") };
    };
    const live = "/api/v1/compare?service=tiny&ref=debian-slim&format=png&theme=dark&chart=layers";
    const frozen = `/api/v1/snapshots/${slug}/export?format=png&theme=dark&chart=layers`;
    const [drawn, kept] = [await read(live), await read(frozen)];
    expect([drawn.width, drawn.name]).toEqual([2160, 'attachment; filename="tiny-layers.png"']);
    expect([kept.bytes.equals(drawn.bytes), kept.name]).toEqual([
      true,
      `attachment; filename="${slug}-layers.png"`,
    ]);
    await database?.image.update({ where: { imageId: scratch }, data: { builtAt: new Date(0) } });
    expect((await read(frozen)).bytes.equals(kept.bytes)).toBe(true);
    expect((await read("/api/v1/compare?service=tiny&format=png")).width).toBe(1200);
  });

  it.each([
    ["/api/v1/oembed", 400, "url"],
    ["/api/v1/oembed?url=nonsense", 400, "url"],
    ["/api/v1/oembed?url=http%3A%2F%2F127.0.0.1%3A3000%2Fcompare&format=xml", 400, "format"],
    ["/api/v1/oembed?url=https%3A%2F%2Fforeign.example%2Fcompare", 404, undefined],
    ["/api/v1/oembed?url=http%3A%2F%2F127.0.0.1%3A3000%2Fruns", 404, undefined],
    ["/api/v1/previews/snapshots/nothing-here", 404, undefined],
    ["/api/v1/previews/images/0123456789ab", 404, undefined],
    ["/api/v1/services/nobody/trends", 404, undefined],
    ["/api/v1/services/tiny/trends?from=yesterday", 400, "from"],
    ["/api/v1/services/tiny/trends?columns=1", 400, "columns"],
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
