import { describe, expect, it } from "vitest";
import { buildElf } from "../elf/testing/build-elf.ts";
import { AppError } from "../errors.ts";
import type { FileEntry } from "../oci/file-entry.ts";
import { anyMayStart, toMayStart } from "../oci/may-start.ts";
import { type LayerIndex, toBinaryFacts } from "./layer-index.ts";
import { decodeLayerIndex, encodeLayerIndex } from "./layer-index-codec.ts";
import { LayerIndexer } from "./layer-indexer.ts";
import { entry, folder, opaque, symlink, whiteout } from "./testing/layers.ts";
import { MAX_ELF_BYTES } from "./wanted-content.ts";

type Content = { entry: FileEntry; chunks?: Uint8Array[] };

const file = (path: string, bytes: Uint8Array, fields: Partial<FileEntry> = {}): Content => ({
  entry: entry(path, { sizeBytes: bytes.byteLength, ...fields }),
  // in pieces, as a stream brings them
  chunks: [bytes.subarray(0, 3), bytes.subarray(3, 700), bytes.subarray(700)],
});

function indexLayer(contents: Content[], mayStart = anyMayStart): LayerIndex {
  const found: LayerIndex[] = [];
  const indexer = new LayerIndexer((index) => void found.push(index), mayStart);
  for (const { entry: each, chunks } of contents) {
    const sink = indexer.entry(each);
    for (const chunk of chunks ?? []) sink?.write(Buffer.from(chunk));
    sink?.end();
  }
  indexer.end(new Map([["app", "f00d"]]));
  const [index] = found;
  if (index === undefined) throw new Error("no index was made");
  return index;
}

const PROGRAM = buildElf({ interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"] });
const LIBRARY = buildElf({ soname: "libc.so.6", definedVersions: ["GLIBC_2.36"] });

describe("LayerIndexer", () => {
  it("keeps entries, and of some files what analyses need", () => {
    const index = indexLayer([
      { entry: folder("etc") },
      file("etc/passwd", Buffer.from("root:x:0:0::/:/bin/sh\n")),
      file("usr/share/doc/libc6/copyright", Buffer.from("see /usr/share/common-licenses/LGPL-2.1")),
      file("app", PROGRAM, { mode: 0o755 }),
      file("usr/lib/libc.so.6", LIBRARY),
      file("usr/bin/script", Buffer.from("#!/bin/sh\necho"), { mode: 0o755 }),
      file("usr/bin/ab", Buffer.from("ab"), { mode: 0o755 }),
      file("home/notes.txt", Buffer.from("not wanted")),
      { entry: whiteout("tmp/x") },
    ]);
    expect(index.entries).toHaveLength(9);
    expect(index.texts).toEqual(new Map([["etc/passwd", "root:x:0:0::/:/bin/sh\n"]]));
    expect(index.licences).toEqual(new Map([["usr/share/doc/libc6/copyright", ["LGPL-2.1"]]]));
    expect([...index.elves.keys()]).toEqual(["app", "usr/lib/libc.so.6"]);
    expect(index.elves.get("usr/lib/libc.so.6")).toMatchObject({ versionsDefined: ["GLIBC_2.36"] });
    expect(index.elves.get("usr/lib/libc.so.6")).not.toHaveProperty("program");
    const program = index.elves.get("app");
    expect(program && toBinaryFacts(program)).toMatchObject({
      elf: { kind: "dynamic" },
      libc: { name: "glibc" },
    });
    expect(index.unread.size).toBe(0);
  });

  it("looks into the program that is started only, and reads every program's list of crates", () => {
    const programs = [file("bin/app", PROGRAM, { mode: 0o755 }), file("bin/tool", PROGRAM, { mode: 0o755 })];
    const { elves } = indexLayer(programs, toMayStart("/bin/app"));
    expect(elves.get("bin/app")).toHaveProperty("program");
    const tool = elves.get("bin/tool");
    expect(tool).toMatchObject({ needed: ["libc.so.6"], crateList: { state: "absent" } });
    expect(tool && toBinaryFacts(tool)).toBeUndefined();
  });

  it("says what it could not read, and why", () => {
    const index = indexLayer([
      file("big", PROGRAM, { mode: 0o755, sizeBytes: MAX_ELF_BYTES + 1 }),
      file("sparse", PROGRAM, { mode: 0o755, sizeBytes: PROGRAM.byteLength + 4096 }),
      file("longer", PROGRAM, { mode: 0o755, sizeBytes: PROGRAM.byteLength - 1 }),
      file("cut", PROGRAM.subarray(0, 100), { mode: 0o755 }),
      { entry: entry("etc/group", { sizeBytes: 100_000_000 }), chunks: [] },
    ]);
    expect([...index.unread.keys()]).toEqual(["big", "sparse", "longer", "cut", "etc/group"]);
    expect(index.unread.get("sparse")).toContain("sparse");
    expect(index.elves.size).toBe(0);
  });

  it("keeps no bytes as text, and no tables without end", () => {
    const names = Array.from({ length: 900 }, (_, at) => `lib${at}${"x".repeat(2000)}.so`);
    const endless = buildElf({ soname: "a.so", needed: names });
    const index = indexLayer([
      file("etc/passwd", Buffer.from("root\0:x")),
      ...Array.from({ length: 12 }, (_, at) => file(`usr/lib/${at}.so`, endless)),
    ]);
    expect(index.texts.size).toBe(0);
    expect(index.unread.get("etc/passwd")).toBe("it is no text");
    expect(index.elves.size).toBeGreaterThan(5);
    expect(index.elves.size).toBeLessThan(10);
    expect(index.unread.get("usr/lib/11.so")).toContain("too many programs and libraries");
  });
});

it("counts no symbols without end", () => {
  const symbols = { name: ".symtab", type: 2, bytes: Buffer.alloc(10 * 1024 * 1024) };
  const program = buildElf({ interpreter: "/lib/ld.so", sections: [symbols] });
  const index = indexLayer(Array.from({ length: 6 }, (_, at) => file(`bin/${at}`, program, { mode: 0o755 })));
  expect([...index.elves.keys()]).toEqual(["bin/0", "bin/1", "bin/2", "bin/3"]);
  expect([...index.unread.keys()]).toEqual(["bin/4", "bin/5"]);
});

describe("the codec", () => {
  it("gives back what was encoded", async () => {
    const index = indexLayer([
      { entry: folder("etc", { mode: 0o1777, uid: 65532, gid: 5, mtimeMs: 1_735_689_600_123 }) },
      { entry: symlink("lib", "usr/lib") },
      { entry: entry("a", { kind: "hardlink", linkTarget: "b" }) },
      { entry: entry("ping", { mode: 0o4755, xattrs: { "security.capability": "AQAAAg==" } }) },
      { entry: opaque("") },
      { entry: whiteout("gone\\x0a") },
      file("etc/passwd", Buffer.from("ä:x:1:1\n")),
      file("app", PROGRAM, { mode: 0o755 }),
    ]);
    expect(decodeLayerIndex(await encodeLayerIndex(index))).toEqual(index);
  });

  it.each([Buffer.from("junk"), Buffer.alloc(0)])("refuses bytes that are none", (bytes) => {
    expect(() => decodeLayerIndex(bytes)).toThrow(AppError);
  });
});
