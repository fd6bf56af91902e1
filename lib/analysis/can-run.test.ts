import { describe, expect, it } from "vitest";
import { inspectBinary } from "../elf/inspect-binary.ts";
import { readElfTables, toElfHead } from "../elf/parse-elf.ts";
import { type BuildElfOptions, buildElf } from "../elf/testing/build-elf.ts";
import type { FileEntry } from "../oci/file-entry.ts";
import { canRun } from "./can-run.ts";
import { type ImageContent, toImageContent } from "./image-content.ts";
import { type IndexedElf, toIndexedProgram } from "./layer-index.ts";
import { layer, symlink } from "./testing/layers.ts";

const LINKER = "/lib64/ld-linux-x86-64.so.2";
const program = (options: BuildElfOptions) => toIndexedProgram(inspectBinary(buildElf(options)));
const library = (soname: string, options: BuildElfOptions = {}) =>
  toElfHead(readElfTables(buildElf({ soname, ...options })));

const glibcUpTo = (...minors: number[]) =>
  library("libc.so.6", { definedVersions: ["GLIBC_2.2.5", ...minors.map((minor) => `GLIBC_2.${minor}`)] });

const base = (
  elves: Record<string, IndexedElf>,
  links: FileEntry[] = [],
  unread: Record<string, string> = {},
) =>
  toImageContent([
    layer(
      [...links, ...Object.keys(unread).map((path) => ({ ...symlink(path, ""), kind: "file" as const }))],
      { elves: new Map(Object.entries(elves)), unread: new Map(Object.entries(unread)) },
      true,
    ),
  ]);

/** libc and its linker where Debian has them, /lib and /lib64 being links into /usr. */
const debianWith = (libc: IndexedElf, more: Record<string, IndexedElf> = {}) =>
  base(
    {
      "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2": library("ld-linux-x86-64.so.2"),
      "usr/lib/x86_64-linux-gnu/libc.so.6": libc,
      ...more,
    },
    [
      symlink("lib", "usr/lib"),
      symlink("lib64", "usr/lib64"),
      symlink("usr/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"),
    ],
  );

const run = (binary: IndexedElf, image: ImageContent, architecture = "amd64") =>
  canRun(binary, "usr/local/bin/app", { image, name: "the base", architecture });
const codes = (binary: IndexedElf, image: ImageContent) =>
  run(binary, image).problems.map(({ code }) => code);

const scratch = toImageContent([]);
const dynamic = program({
  interpreter: LINKER,
  needed: ["libgcc_s.so.1", "libc.so.6"],
  neededVersions: [{ library: "libc.so.6", versions: ["GLIBC_2.39", "GLIBC_2.2.5"] }],
});
const gcc = { "usr/lib/x86_64-linux-gnu/libgcc_s.so.1": library("libgcc_s.so.1", { needed: ["libc.so.6"] }) };

describe("canRun", () => {
  it("runs static binaries anywhere", () => {
    expect(run(program({ type: 2 }), scratch).verdict).toBe("runs");
    expect(run(program({ flags1: 0x08000000 }), scratch).verdict).toBe("runs");
  });

  it("misses the interpreter on scratch", () => {
    expect(run(dynamic, scratch)).toMatchObject({
      verdict: "does-not-run",
      problems: [{ code: "no-interpreter", text: `Its interpreter ${LINKER} is missing on the base.` }],
    });
  });

  it("misses a library, and says who needs it", () => {
    expect(run(dynamic, debianWith(glibcUpTo(36, 39)))).toMatchObject({
      verdict: "does-not-run",
      problems: [
        {
          code: "library-missing",
          library: "libgcc_s.so.1",
          text: "libgcc_s.so.1 is missing on the base (needed by /usr/local/bin/app).",
        },
      ],
    });
  });

  it("misses a version, and says which is the highest there", () => {
    expect(run(dynamic, debianWith(glibcUpTo(9, 36), gcc))).toMatchObject({
      verdict: "does-not-run",
      problems: [{ code: "version-missing", version: "GLIBC_2.39", highest: "GLIBC_2.36" }],
    });
  });

  it("runs where all is there, through links and libraries of libraries", () => {
    const verdict = run(dynamic, debianWith(glibcUpTo(36, 39), gcc));
    expect(verdict.problems).toEqual([]);
    expect(verdict.verdict).toBe("runs");
    expect(verdict.evidence).toContain("libc.so.6 is /usr/lib/x86_64-linux-gnu/libc.so.6.");
  });

  it("looks at what libraries need in turn", () => {
    const nested = {
      "usr/lib/x86_64-linux-gnu/libgcc_s.so.1": library("libgcc_s.so.1", { needed: ["libdeep.so"] }),
    };
    expect(run(dynamic, debianWith(glibcUpTo(39), nested)).problems).toMatchObject([
      { code: "library-missing", library: "libdeep.so", neededBy: "usr/lib/x86_64-linux-gnu/libgcc_s.so.1" },
    ]);
  });

  it("does not take a library of another machine", () => {
    const arm = { "usr/lib/x86_64-linux-gnu/libgcc_s.so.1": library("libgcc_s.so.1", { machine: 183 }) };
    expect(codes(dynamic, debianWith(glibcUpTo(39), arm))).toEqual(["library-missing"]);
    expect(run(dynamic, debianWith(glibcUpTo(39), gcc), "arm64").problems).toMatchObject([
      { code: "other-machine" },
    ]);
  });

  it("follows run paths from the binary's own folder", () => {
    const own = program({ interpreter: LINKER, needed: ["libown.so"], runpath: "$ORIGIN/../lib/own" });
    const image = debianWith(glibcUpTo(36), { "usr/local/lib/own/libown.so": library("libown.so") });
    expect(run(own, image).verdict).toBe("runs");
    const elsewhere = program({ interpreter: LINKER, needed: ["libown.so"] });
    expect(run(elsewhere, image).verdict).toBe("does-not-run");
  });

  it("knows that musl's linker is its libc", () => {
    const musl = program({ interpreter: "/lib/ld-musl-x86_64.so.1", needed: ["libc.so", "libgcc_s.so.1"] });
    const alpine = { "lib/ld-musl-x86_64.so.1": library("libc.musl-x86_64.so.1") };
    expect(codes(musl, base(alpine))).toEqual(["library-missing"]);
    expect(run(musl, base({ ...alpine, "usr/lib/libgcc_s.so.1": library("libgcc_s.so.1") })).verdict).toBe(
      "runs",
    );
  });

  it("says that it cannot tell where a library is there and was not read", () => {
    const binary = program({ interpreter: LINKER, needed: ["libhuge.so"] });
    const image = base({ "lib64/ld-linux-x86-64.so.2": library("ld-linux-x86-64.so.2") }, [], {
      "usr/lib/libhuge.so": "it has too many bytes",
    });
    expect(run(binary, image).verdict).toBe("cannot-tell");
  });

  it("ends where libraries need each other, and refuses what is no program", () => {
    const around = {
      "usr/lib/liba.so": library("liba.so", { needed: ["libb.so"] }),
      "usr/lib/libb.so": library("libb.so", { needed: ["liba.so"] }),
      "lib64/ld-linux-x86-64.so.2": library("ld-linux-x86-64.so.2"),
    };
    expect(run(program({ interpreter: LINKER, needed: ["liba.so"] }), base(around)).verdict).toBe("runs");
    expect(codes(library("libx.so"), scratch)).toEqual(["not-a-program"]);
  });
});
