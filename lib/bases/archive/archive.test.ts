import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { extract } from "tar-stream";
import { afterAll, describe, expect, it } from "vitest";
import { writeImageArchive } from "./image.ts";
import { openLayer, readLayerFile } from "./layer.ts";

const folder = await mkdtemp(join(tmpdir(), "image-diet-archive-"));
afterAll(() => rm(folder, { recursive: true }));

const time = new Date("2026-01-02T03:04:05Z");
let count = 0;
function newPath(): string {
  count += 1;
  return join(folder, `${count}.tar`);
}

async function writeLayer(content: string) {
  const layer = openLayer(newPath(), "a test");
  await layer.add({ name: "./", type: "directory", mtime: time });
  await layer.add({ name: "./etc/", type: "directory", mtime: time });
  await layer.add({ name: "./etc/motd", type: "file", mtime: time }, Buffer.from(content));
  await layer.add({ name: "/etc/motd", type: "file", mtime: time }, Buffer.from("again"));
  await layer.add({ name: "etc/link", type: "symlink", linkname: "motd", mtime: time });
  return layer.finish();
}

async function list(path: string) {
  const entries: Record<string, string> = {};
  const archive = extract();
  Readable.from([await readFile(path)]).pipe(archive);
  for await (const entry of archive) {
    const { name, type, linkname, uid, mode = 0 } = entry.header;
    entries[name] = `${type} ${mode.toString(8)} ${uid} ${linkname ?? (await text(entry))}`.trim();
    entry.resume();
  }
  return entries;
}

describe("openLayer", () => {
  it("writes names without a leading dot or slash, root's, each once", async () => {
    const { path } = await writeLayer("hello");
    expect(await list(path)).toEqual({
      "etc/": "directory 755 0",
      "etc/motd": "file 644 0 hello",
      "etc/link": "symlink 644 0 motd",
    });
  });

  it("knows the digest and length of what it wrote", async () => {
    const layer = await writeLayer("hello");
    const bytes = await readFile(layer.path);
    expect(layer.bytes).toBe(bytes.length);
    expect(layer.diffId).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
    expect(await readLayerFile(layer.path, "a test")).toEqual(layer);
  });
});

describe("writeImageArchive", () => {
  it("gives the same bytes for the same image, and an id that is the config's digest", async () => {
    const layers = [await writeLayer("one"), await writeLayer("two"), await writeLayer("one")];
    const image = {
      tag: "a:1",
      architecture: "amd64",
      createdAt: time,
      config: { Labels: { a: "b" } },
      layers,
    };
    const paths = [newPath(), newPath()];
    const ids = [];
    for (const path of paths) ids.push(await writeImageArchive(path, image));
    const [first, second] = await Promise.all(paths.map((path) => readFile(path)));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);

    const archive = extract();
    Readable.from([first]).pipe(archive);
    const files = new Map<string, Buffer>();
    for await (const entry of archive) files.set(entry.header.name, await buffer(entry));
    const [manifest] = JSON.parse(String(files.get("manifest.json")));
    expect(manifest.RepoTags).toEqual(["a:1"]);
    const config = files.get(manifest.Config) ?? Buffer.alloc(0);
    expect(ids).toEqual(Array(2).fill(`sha256:${createHash("sha256").update(config).digest("hex")}`));
    expect(JSON.parse(String(config)).rootfs.diff_ids).toEqual(layers.map((layer) => layer.diffId));
    // A layer that occurs twice is in the archive once.
    expect(manifest.Layers).toHaveLength(3);
    expect(files.size).toBe(4);
  });
});
