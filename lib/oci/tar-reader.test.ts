import { spawnSync } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../elf/testing/seeded-random.ts";
import { type TarEntry, TarReader } from "./tar-reader.ts";
import {
  buildTar,
  padded,
  paxHeader,
  type TarMember,
  tarHeader,
  tarMember,
  withChecksum,
} from "./testing/build-tar.ts";
import { randomBytes } from "./testing/random-layers.ts";

type Read = { entry: TarEntry; content: Buffer };

/** Everything that the reader says about a tar that comes in pieces of a length. */
function readTar(bytes: Buffer, pieceBytes = bytes.length || 1): Read[] {
  const found: Read[] = [];
  let parts: Buffer[] = [];
  let open: TarEntry | undefined;
  const reader = new TarReader({
    entry: (entry) => {
      expect(open).toBeUndefined();
      open = entry;
      parts = [];
    },
    data: (chunk) => parts.push(Buffer.from(chunk)),
    entryEnd: () => {
      if (open) found.push({ entry: open, content: Buffer.concat(parts) });
      open = undefined;
    },
  });
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.write(bytes.subarray(at, at + pieceBytes));
  reader.finish();
  return found;
}

const END = Buffer.alloc(1024);
const names = (bytes: Buffer) => readTar(bytes).map(({ entry }) => entry.name);
const bad = (...parts: Buffer[]) => expect(() => readTar(Buffer.concat(parts)));

describe("TarReader", () => {
  it("reads the same however the bytes are cut", () => {
    const random = seededRandom(7);
    const members: TarMember[] = [
      { path: `${"long/".repeat(30)}name`, content: randomBytes(random, 1000) },
      { path: `${"gnu/".repeat(40)}name`, longNames: "gnu", content: randomBytes(random, 512) },
      { path: `${"prefix/".repeat(15)}name`, longNames: "prefix", content: randomBytes(random, 1) },
      { path: "link", kind: "symlink", linkTarget: "x".repeat(150) },
      { path: "empty" },
      { path: "é", kind: "directory", mode: 0o1777, uid: 65532, gid: 3, mtimeSeconds: 1_700_000_000 },
    ];
    const bytes = buildTar(members);
    const whole = readTar(bytes);
    expect(whole.map(({ entry }) => entry.name)).toEqual(members.map(({ path }) => path));
    expect(whole.map(({ content }) => content)).toEqual(
      members.map(({ content }) => content ?? Buffer.alloc(0)),
    );
    expect(whole.at(-1)?.entry).toMatchObject({
      kind: "directory",
      mode: 0o1777,
      uid: 65532,
      gid: 3,
      mtimeMs: 1_700_000_000_000,
    });
    for (const piece of [1, 7, 511, 512, 513, 4096]) expect(readTar(bytes, piece)).toEqual(whole);
  });

  it("reads what another library writes", async () => {
    const random = seededRandom(11);
    const tar = pack();
    const expected: { name: string; content: Buffer }[] = [];
    for (let index = 0; index < 200; index += 1) {
      const name = `${"d/".repeat(random(90))}ü${index}`;
      const content = randomBytes(random, random(3) * random(1500));
      tar.entry({ name, uid: random(3_000_000), mtime: new Date(random(2_000_000_000) * 1000) }, content);
      expected.push({ name, content });
    }
    tar.finalize();
    const found = readTar(await buffer(tar), 1000);
    expect(found.map(({ entry, content }) => ({ name: entry.name, content }))).toEqual(expected);
  });

  it("writes and reads as the system's tar does", (context) => {
    const random = seededRandom(13);
    const members: TarMember[] = Array.from({ length: 50 }, (_, index) => ({
      path: `${"dir/".repeat(random(60))}${index}`,
      longNames: (["pax", "gnu", "prefix"] as const)[random(3)] ?? "pax",
      content: randomBytes(random, random(900)),
    }));
    const listed = spawnSync("tar", ["-tf", "-"], { input: buildTar(members), encoding: "utf8" });
    context.skip(listed.error !== undefined, "there is no tar program here");
    expect(listed.stdout.split("\n").slice(0, -1)).toEqual(members.map(({ path }) => path));
  });

  it("takes sizes, owners, times and attributes from PAX records", () => {
    const content = Buffer.from("0123456789");
    const value = Buffer.from([1, 0, 0, 2, 0xff, 0x0a]);
    const records = {
      size: "10",
      uid: "3000000",
      mtime: "1350244992.9",
      path: "real",
      "SCHILY.xattr.security.capability": value,
    };
    const header = tarHeader({ name: "short", size: 0 });
    const [found] = readTar(Buffer.concat([paxHeader(records), header, padded(content), END]));
    expect(found?.content).toEqual(content);
    expect(found?.entry).toMatchObject({
      name: "real",
      sizeBytes: 10,
      uid: 3_000_000,
      mtimeMs: 1_350_244_992_900,
      xattrs: { "security.capability": value.toString("base64") },
    });
  });

  it("knows numbers over eight octal digits", () => {
    const block = tarHeader({ name: "a" });
    block.fill(0, 108, 116);
    block.writeUInt8(0x80, 108);
    block.writeUIntBE(4_000_000_000, 110, 6);
    const [found] = readTar(Buffer.concat([withChecksum(block), END]));
    expect(found?.entry.uid).toBe(4_000_000_000);
  });

  it("gives a sparse file its full length and passes over its maps", () => {
    const stored = Buffer.alloc(600, 1);
    const old = tarHeader({ name: "old", typeFlag: "S", size: stored.length, magic: "ustar  \0" });
    old.write("1", 482, "latin1");
    old.write("01000000000\0", 483, "latin1");
    old.writeUInt8(1, 482);
    const more = Buffer.alloc(512);
    more.writeUInt8(1, 504);
    const pax = paxHeader({
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "new",
      "GNU.sparse.realsize": "10737418240",
    });
    const bytes = Buffer.concat([
      ...[withChecksum(old), more, Buffer.alloc(512), padded(stored)],
      ...[pax, tarHeader({ name: "GNUSparseFile.1/new", size: stored.length }), padded(stored)],
      ...[tarMember({ path: "after" }), END],
    ]);
    expect(readTar(bytes).map(({ entry }) => [entry.name, entry.sizeBytes, entry.sparse])).toEqual([
      ["old", 0o1000000000, true],
      ["new", 10_737_418_240, true],
      ["after", 0, false],
    ]);
  });

  it("shows names that no one could read, each its own", () => {
    const raw = ["a\x07b", "a\\x07b", "\u202etxt.exe", "tab\t", "plain\\name"].map((name) =>
      tarHeader({ name }),
    );
    const invalid = tarHeader({ name: Buffer.from([0x61, 0xff, 0x62, 0xc3]) });
    expect(names(Buffer.concat([...raw, invalid, END]))).toEqual([
      "a\\x07b",
      "a\\x5cx07b",
      "\\xe2\\x80\\xaetxt.exe",
      "tab\\x09",
      "plain\\name",
      "a\\xffb\\xc3",
    ]);
  });

  it("accepts an end without closing blocks and anything after them", () => {
    expect(names(tarMember({ path: "a" }))).toEqual(["a"]);
    expect(names(Buffer.concat([tarMember({ path: "a" }), END, Buffer.from("rubbish")]))).toEqual(["a"]);
    expect(names(Buffer.alloc(0))).toEqual([]);
  });

  it("gives links and folders no content, whatever their size says", () => {
    const link = tarHeader({ name: "l", typeFlag: "2", size: 5000, linkName: "x" });
    expect(names(Buffer.concat([link, tarMember({ path: "a" }), END]))).toEqual(["l", "a"]);
  });

  it("refuses what is cut off, forged or without end", () => {
    const file = tarMember({ path: "a", content: Buffer.alloc(600) });
    bad(file.subarray(0, 300)).toThrow("ends in the middle");
    bad(file.subarray(0, 700)).toThrow("ends in the middle");
    bad(file.subarray(0, 1200)).toThrow("ends in the middle");
    bad(paxHeader({ path: "b" })).toThrow("ends in the middle");
    const forged = Buffer.from(file);
    forged[0] = 0x62;
    bad(forged).toThrow("checksum");
    bad(Buffer.alloc(512), file).toThrow("block of zeros");
    bad(tarHeader({ name: "a", size: "zzz" }), END).toThrow("size is no number");
    bad(tarHeader({ name: "a", size: "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe" }), END).toThrow(
      "negative",
    );
    bad(tarHeader({ name: "x", typeFlag: "x", size: 0o77777777777 })).toThrow("too long");
    bad(tarHeader({ name: "x", typeFlag: "x", size: 5 }), padded(Buffer.from("99 a\n"))).toThrow("PAX");
    bad(paxHeader({ size: "-1" }), file).toThrow("PAX record size");
  });

  it("ends with a result or bad-archive on any bytes", () => {
    const random = seededRandom(17);
    const valid = buildTar([
      { path: "a".repeat(120), content: randomBytes(random, 700) },
      { path: "b", kind: "symlink", linkTarget: "c".repeat(120), longNames: "gnu" },
      { path: "c", content: randomBytes(random, 40), pax: { "SCHILY.xattr.user.x": "y", mtime: "1.5" } },
    ]);
    let refused = 0;
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Buffer.from(valid.subarray(0, random(3) === 0 ? random(valid.length) : valid.length));
      for (let change = 1 + random(4); change > 0; change -= 1)
        bytes[random(bytes.length || 1)] = random(256);
      // A right checksum again, so that more than the checksum is tried.
      if (bytes.length >= 512 && random(2) === 0) withChecksum(bytes.subarray(0, 512));
      try {
        readTar(bytes, 1 + random(2000));
      } catch (error) {
        expect(error).toMatchObject({ code: "bad-archive" });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(500);
    expect(refused).toBeLessThan(3000);
  });
});
