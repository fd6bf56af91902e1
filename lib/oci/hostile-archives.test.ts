import { Readable } from "node:stream";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ArchiveLimits } from "./archive-limits.ts";
import { measureImage } from "./measure-image.ts";
import { buildArchive, sha256 } from "./testing/build-archive.ts";
import { buildTar, type TarMember, tarHeader, tarMember } from "./testing/build-tar.ts";

const measure = (bytes: Buffer, limits?: ArchiveLimits) =>
  measureImage(Readable.from([bytes]), { baseDiffIds: [], limits });
const refuse = (bytes: Buffer, limits?: ArchiveLimits) => expect(measure(bytes, limits)).rejects;

const layer = buildTar([{ path: "a", content: Buffer.alloc(2000, 1) }]);
/** An OCI layout whose one layer blob is exchanged for other bytes. */
function withBlob(blob: Buffer): Buffer {
  const digest = sha256(layer).slice("sha256:".length);
  return buildArchive({
    layers: [layer],
    layout: "oci",
    order: (members) =>
      members.map((member) => (member.path.endsWith(digest) ? { ...member, content: blob } : member)),
  }).bytes;
}

describe("archives that lie", () => {
  it("are refused where they are cut off, at any place", async () => {
    const { bytes } = buildArchive({ layers: [layer] });
    const content = bytes.length - 1024;
    for (let at = 0; at < content; at += 397)
      await refuse(bytes.subarray(0, at)).toMatchObject({ code: "bad-archive" });
  });

  it("are refused where a layer is not the one that the config names", async () => {
    const other = buildTar([{ path: "a", content: Buffer.alloc(2000, 2) }]);
    await refuse(withBlob(other)).toThrow("not the one that the config names");
    await refuse(withBlob(gzipSync(other))).toThrow("not the one that the config names");
  });

  it("are refused where a layer is cut off, broken or no tar", async () => {
    for (const blob of [layer.subarray(0, 1000), Buffer.alloc(3000, 7), Buffer.from("{}"), Buffer.alloc(0)])
      await refuse(withBlob(blob)).toMatchObject({ code: "bad-archive" });
    for (const whole of [gzipSync(layer), zstdCompressSync(layer)]) {
      await refuse(withBlob(whole.subarray(0, whole.length - 5))).toMatchObject({ code: "bad-archive" });
      const broken = Buffer.from(whole);
      broken.fill(0xaa, 12, 24);
      await refuse(withBlob(broken)).toMatchObject({ code: "bad-archive" });
    }
  });

  it("are refused where they unpack without end", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000), { level: 9 });
    const limits = () => new ArchiveLimits(10_000_000);
    await refuse(withBlob(bomb), limits()).toThrow("more than 10000000 bytes");
    await refuse(withBlob(zstdCompressSync(Buffer.alloc(50_000_000))), limits()).toThrow("10000000 bytes");
  });

  it("are refused where they hold too many files", async () => {
    const many = buildTar(Array.from({ length: 500 }, (_, index) => ({ path: `${index}` })));
    await refuse(buildArchive({ layers: [many] }).bytes, new ArchiveLimits(undefined, 400)).toThrow(
      "400 files",
    );
  });

  it("are refused where paths have no end of folders", async () => {
    const deep = buildTar([{ path: "a/".repeat(100_000) }]);
    await refuse(buildArchive({ layers: [deep] }).bytes).toThrow("too deep");
    const limit = buildTar([{ path: `${"a/".repeat(1000)}b`, content: Buffer.alloc(3) }, { path: ".wh.a" }]);
    expect((await measure(buildArchive({ layers: [limit, limit] }).bytes)).sizeBytes).toBe(6);
  });

  it("are refused where a header claims more than there is", async () => {
    const { configText, imageId } = buildArchive({ layers: [] });
    const claim = tarHeader({ name: "huge", size: 0o77777777777 });
    await refuse(
      Buffer.concat([tarMember({ path: `${imageId}.json`, content: Buffer.from(configText) }), claim]),
    ).toThrow("ends in the middle");
  });

  it("are refused where their parts are missing or are no JSON", async () => {
    const without = (path: string) =>
      buildArchive({
        layers: [layer],
        order: (members) => members.filter((one) => !one.path.endsWith(path)),
      });
    await refuse(without("manifest.json").bytes).toThrow("neither manifest.json nor index.json");
    await refuse(without("layer.tar").bytes).toThrow("missing");
    await refuse(Buffer.alloc(1024)).toThrow("neither manifest.json");
    const manifest = (text: string) =>
      buildTar([{ path: "manifest.json", content: Buffer.from(text) }] satisfies TarMember[]);
    for (const text of ["{", "[]", "[{}]", '[{"Config":"a","Layers":["b"]}]', "[null]"])
      await refuse(manifest(text)).toMatchObject({ code: "bad-archive" });
  });

  it("are refused where links or indexes go round in circles", async () => {
    const manifest = Buffer.from('[{"Config":"a","Layers":[]}]');
    const round = buildTar([
      { path: "a", kind: "symlink", linkTarget: "b" },
      { path: "b", kind: "symlink", linkTarget: "a" },
      { path: "manifest.json", content: manifest },
    ]);
    await refuse(round).toMatchObject({ code: "bad-archive" });
    const digest = `sha256:${"0".repeat(64)}`;
    const index = Buffer.from(JSON.stringify({ manifests: [{ digest }] }));
    const self = buildTar([
      { path: "index.json", content: index },
      { path: `blobs/sha256/${"0".repeat(64)}`, content: index },
    ]);
    await refuse(self).toThrow("do not lead to a manifest");
  });

  it("do no harm with their paths", async () => {
    const tricks = buildTar([
      { path: "../../etc/passwd", content: Buffer.alloc(1) },
      { path: "/etc/shadow", content: Buffer.alloc(2) },
      { path: "__proto__/constructor", content: Buffer.alloc(4) },
      { path: "loop", kind: "symlink", linkTarget: "loop" },
      { path: "dev/sda", kind: "block" },
    ]);
    const { bytes } = buildArchive({ layers: [tricks], config: { Entrypoint: ["/loop"] } });
    const measured = await measure(bytes);
    expect(measured).toMatchObject({ sizeBytes: 7, fileCount: 3, reclaimableBytes: 0, binary: undefined });
  });

  it("cannot make a sparse program be read", async () => {
    const header = tarHeader({ name: "svc", typeFlag: "S", size: 512, mode: 0o755, magic: "ustar  \0" });
    header.write("7777777777", 483, "latin1");
    header.write("        ", 148, "latin1");
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    const tar = Buffer.concat([header, Buffer.alloc(512, 1), Buffer.alloc(1024)]);
    const { bytes } = buildArchive({ layers: [tar], config: { Entrypoint: ["/svc"] } });
    expect(await measure(bytes)).toMatchObject({ sizeBytes: 0o7777777777, binary: undefined });
  });
});
