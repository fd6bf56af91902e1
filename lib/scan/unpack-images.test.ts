import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { buildArchive, buildSharedArchive, sha256 } from "../oci/testing/build-archive.ts";
import { buildTar } from "../oci/testing/build-tar.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";
import { unpackImages } from "./unpack-images.ts";

// One that is held in memory and one that is not.
const [small, large] = [toLayer(5_000), toLayer(3_000_000)];
const layer = (text: string) => buildTar([{ path: "etc/name", content: Buffer.from(text) }]);

function toLayer(bytes: number): Buffer {
  return buildTar([{ path: "srv/file", content: randomBytes(bytes) }]);
}

async function unpack(bytes: Buffer, chunkBytes = 65_536) {
  const folder = join(await temporaryFolder(), "layout");
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  );
  await mkdir(folder);
  return { folder, manifests: await unpackImages(Readable.from(chunks), folder) };
}

const blob = (folder: string, digest = "") => readFile(join(folder, "blobs", digest.replace(":", "/")));

async function readManifest(folder: string, digest = "") {
  const bytes = await blob(folder, digest);
  expect(sha256(bytes)).toBe(digest);
  return JSON.parse(bytes.toString());
}

it("writes an image as an OCI layout whose every blob is what its digest says", async () => {
  const built = buildArchive({ layers: [large, small, large] });
  for (const chunkBytes of [65_536, 1_000]) {
    const { folder, manifests } = await unpack(built.bytes, chunkBytes);
    expect([...manifests.keys()]).toEqual([built.imageId]);
    const { config, layers } = await readManifest(folder, manifests.get(built.imageId));
    expect((await blob(folder, config.digest)).toString()).toBe(built.configText);
    expect(layers.map((one: { digest: string }) => one.digest)).toEqual(built.diffIds);
    for (const one of [config, ...layers]) {
      const bytes = await blob(folder, one.digest);
      expect([sha256(bytes), bytes.length]).toEqual([one.digest, one.size]);
    }
    expect(JSON.parse(await readFile(join(folder, "index.json"), "utf8")).manifests).toHaveLength(1);
  }
});

it("has a layer that images share once", async () => {
  const [one, other] = buildSharedArchive([{ layers: [large, layer("a")] }, { layers: [large, layer("b")] }]);
  const { folder, manifests } = await unpack(one?.bytes ?? Buffer.alloc(0));
  expect([...manifests.keys()]).toEqual([one?.imageId, other?.imageId]);
  // Three layers, two configs, two manifests.
  expect(await readdir(join(folder, "blobs", "sha256"))).toHaveLength(7);
  const digests = new Set<string>();
  for (const digest of manifests.values())
    for (const { digest: each } of (await readManifest(folder, digest)).layers) digests.add(each);
  expect(digests).toEqual(new Set([...(one?.diffIds ?? []), ...(other?.diffIds ?? [])]));
});

it.each(["oci", "docker-and-oci"] as const)("takes compressed layers of %s as they are", async (kind) => {
  const compression = (index: number) => (index === 0 ? "gzip" : "zstd");
  const built = buildArchive({ layers: [large, small], layout: kind, compression });
  const { folder, manifests } = await unpack(built.bytes);
  const { layers } = await readManifest(folder, manifests.get(built.imageId));
  for (const { digest } of layers) expect(sha256(await blob(folder, digest))).toBe(digest);
  expect(layers).toHaveLength(2);
});

it("writes nothing outside its folder, whatever files are called", async () => {
  const config = JSON.stringify({ architecture: "amd64", os: "linux", rootfs: { diff_ids: [sha256("x")] } });
  const archive = buildTar([
    { path: "../../outside/layer.tar", content: layer("a") },
    { path: "/absolute.json", content: Buffer.from(config) },
    { path: "blobs/sha256/../../../name", content: layer("b") },
    {
      path: "manifest.json",
      content: Buffer.from(
        JSON.stringify([{ Config: "/absolute.json", Layers: ["../../outside/layer.tar"] }]),
      ),
    },
  ]);
  const { folder } = await unpack(archive);
  expect(await readdir(join(folder, ".."))).toEqual(["layout"]);
});

it("refuses an archive that is cut short, lacks a layer or names one without a digest", async () => {
  const whole = buildArchive({ layers: [layer("a")] }).bytes;
  await expect(unpack(whole.subarray(0, 2_000))).rejects.toMatchObject({ code: "bad-archive" });
  await expect(unpack(Buffer.alloc(0))).rejects.toMatchObject({ code: "bad-archive" });
  const of = (diffId: string, path: string) =>
    buildTar([
      { path: "layer.tar", content: layer("a") },
      {
        path: "config.json",
        content: Buffer.from(
          JSON.stringify({ architecture: "amd64", os: "linux", rootfs: { diff_ids: [diffId] } }),
        ),
      },
      {
        path: "manifest.json",
        content: Buffer.from(JSON.stringify([{ Config: "config.json", Layers: [path] }])),
      },
    ]);
  await expect(unpack(of(sha256("x"), "other.tar"))).rejects.toMatchObject({ code: "bad-archive" });
  await expect(unpack(of("sha256:../../x", "layer.tar"))).rejects.toMatchObject({ code: "bad-archive" });
});
