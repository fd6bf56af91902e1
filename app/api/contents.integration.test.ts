import { describe, expect, it } from "vitest";
import { entry, layer, whiteout } from "@/lib/analysis/testing/layers.ts";
import { placeContent } from "@/lib/images/testing/place-content.ts";
import { placeImage } from "@/lib/scans/testing/place-image.ts";
import { apiDatabase } from "./testing/api-database.ts";
import { callRoute } from "./testing/call-route.ts";

const database = await apiDatabase();
const digest = (character: string) => `sha256:${character.repeat(64)}`;
const get = async (address: string) => {
  const response = await callRoute(`/api/v1${address}`);
  return { status: response.status, body: await response.json() };
};

const BASE = {
  diffId: digest("b"),
  ...layer(
    [
      entry("etc/os-release", { sizeBytes: 100 }),
      entry("usr/bin/su", { sizeBytes: 4000, mode: 0o4755 }),
      entry("var/cache/big", { sizeBytes: 70_000 }),
    ],
    {},
    true,
  ),
};
const OWN = {
  diffId: digest("a"),
  ...layer([
    entry("etc/os-release", { sizeBytes: 90 }),
    entry("usr/local/bin/svc", { sizeBytes: 5_000_000, mode: 0o755 }),
    whiteout("var/cache/big"),
  ]),
};
const TOTAL = 100 + 4000 + 70_000 + 90 + 5_000_000;
const CONFIG = {
  architecture: "amd64",
  os: "linux",
  config: {},
  rootfs: { diff_ids: [digest("b"), digest("a")] },
  history: [
    { created_by: "debian" },
    { created_by: "COPY /out/svc /usr/local/bin/svc # buildkit" },
    { created_by: 'ENTRYPOINT ["/usr/local/bin/svc"]', empty_layer: true },
  ],
};

const IMAGE = digest("1");
if (database) {
  await placeContent(database, {
    imageId: IMAGE,
    variant: "debian-slim",
    layers: [BASE, OWN],
    config: CONFIG,
    binaryPath: "/usr/local/bin/svc",
  });
}

describe.skipIf(!database)("what is in an image", () => {
  it("is listed by folder, most bytes first", async () => {
    const { body } = await get(`/images/${IMAGE}/files?joined=true`);
    expect(body).toMatchObject({ imageId: IMAGE, total: 3, folder: { sizeBytes: TOTAL - 70_100 } });
    expect(body.files).toMatchObject([
      { name: "usr", change: "changed", changedBytes: 5_000_000 },
      { name: "etc", sizeBytes: 90 },
      { name: "var/cache", path: "var/cache", sizeBytes: 0, removedBytes: 70_000 },
    ]);
    const folder = await get(`/images/${IMAGE.slice(7, 20)}/files?path=/usr/local/bin`);
    expect(folder.body.files).toMatchObject([
      { path: "usr/local/bin/svc", mode: 0o755, change: "added", layerIndex: 1, flags: [] },
    ]);
  });

  it("is searched and paged", async () => {
    const first = await get(`/images/${IMAGE}/files?search=S&limit=2`);
    expect(first.body).toMatchObject({ total: 3, nextOffset: 2 });
    const next = await get(`/images/${IMAGE}/files?search=S&limit=2&offset=2`);
    expect(next.body).toMatchObject({ files: [{ path: "etc/os-release" }] });
    expect(next.body.nextOffset).toBeUndefined();
    const marked = await get(`/images/${IMAGE}/files?flags=setuid,world-writable`);
    expect(marked.body.files).toMatchObject([{ path: "usr/bin/su", flags: ["setuid"] }]);
  });

  it("is told by layer", async () => {
    const { body } = await get(`/images/${IMAGE}/files?layer=1&changes=added,changed,removed`);
    expect(body.files.map((row: { path: string; change: string }) => [row.path, row.change])).toEqual([
      ["usr/local/bin/svc", "added"],
      ["etc/os-release", "changed"],
      ["var/cache/big", "removed"],
    ]);
    const none = await get(`/images/${IMAGE}/files?layer=2`);
    expect(none).toMatchObject({ status: 400, body: { error: { field: "layer" } } });
    expect(await get(`/images/${IMAGE}/files?layer=x`)).toMatchObject({ status: 400 });
    expect(await get(`/images/${IMAGE}/files?path=no/such`)).toMatchObject({ status: 404 });
  });

  it("is explained to the last byte", async () => {
    const { body } = await get(`/images/${IMAGE}/size`);
    const sum = (pick: "baseBytes" | "addedBytes") =>
      body.parts.reduce((total: number, part: Record<typeof pick, number>) => total + part[pick], 0);
    expect(body).toMatchObject({ sizeBytes: TOTAL, hiddenBytes: 70_100 });
    expect([sum("baseBytes"), sum("addedBytes")]).toEqual([74_100, 5_000_090]);
    expect(body.parts).toContainEqual({
      category: "binary",
      baseBytes: 0,
      addedBytes: 5_000_000,
      files: 1,
    });
  });

  it("says what is wasted, with and without the base", async () => {
    const { body } = await get(`/images/${IMAGE}/waste?limit=1`);
    expect(body).toMatchObject({
      all: { reclaimableBytes: 70_100, wastedBytes: 70_000 + 190 },
      withoutBase: { reclaimableBytes: 0, wastedBytes: 0, efficiencyRatio: 1 },
      hiddenBaseBytes: 70_100,
      total: 2,
      nextOffset: 1,
    });
    expect(body.paths).toEqual([
      {
        path: "var/cache/big",
        reclaimableBytes: 70_000,
        copies: [{ sizeBytes: 70_000, layerIndex: 0, reason: "removed", hiddenBy: 1 }],
      },
    ]);
  });

  it("is read back as a Dockerfile with each line's bytes", async () => {
    const { body } = await get(`/images/${IMAGE}/history`);
    expect(body.lines).toMatchObject([
      { text: "# debian", layer: { index: 0, sizeBytes: 74_100 }, fromBase: true },
      {
        text: "COPY /out/svc /usr/local/bin/svc",
        layer: { index: 1, sizeBytes: 5_000_090 },
        fromBase: false,
      },
      { text: 'ENTRYPOINT ["/usr/local/bin/svc"]', fromBase: false },
    ]);
    expect(body.lines[2].layer).toBeUndefined();
  });

  it("costs a host that has the base, or another variant, only what is left", async () => {
    if (!database) throw new Error("no database");
    await placeContent(database, { imageId: digest("2"), variant: "scratch", layers: [OWN] });
    const { body } = await get(`/images/${IMAGE}/pull`);
    expect(body).toMatchObject({
      emptyHostBytes: 37_050 + 2_500_045,
      besideBaseBytes: 2_500_045,
      ownBytes: 37_050,
      beside: [{ variant: "scratch", imageId: digest("2"), pullBytes: 37_050, sharedBytes: 2_500_045 }],
    });
    const scratch = await get(`/images/${digest("2")}/pull`);
    expect(scratch.body.besideBaseBytes).toBeUndefined();
  });

  it("is not there for an image that was measured before files were kept", async () => {
    if (!database) throw new Error("no database");
    await placeImage(database, { imageId: digest("3"), diffIds: [digest("c")], engineId: "test" });
    for (const part of ["files", "waste", "size"]) {
      expect(await get(`/images/${digest("3")}/${part}`)).toMatchObject({
        status: 404,
        body: { error: { message: expect.stringContaining("before its files were kept") } },
      });
    }
    expect(await get(`/images/${digest("4")}/files`)).toMatchObject({ status: 404 });
  });
});
