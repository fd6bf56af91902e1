import { describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { parseElf, readElfTables } from "./parse-elf.ts";
import { type BuildElfOptions, buildElf } from "./testing/build-elf.ts";

const FULL: BuildElfOptions = {
  interpreter: "/lib64/ld-linux-x86-64.so.2",
  needed: ["libgcc_s.so.1", "libc.so.6"],
  runpath: "$ORIGIN/../lib:/opt/lib",
  flags1: 0x08000001,
  neededVersions: [
    { library: "libc.so.6", versions: ["GLIBC_2.2.5", "GLIBC_2.34"] },
    { library: "libgcc_s.so.1", versions: ["GCC_3.0"] },
  ],
  hasRelro: true,
  stackFlags: 6,
  buildId: Buffer.from("00112233445566778899", "hex"),
  sections: [
    { name: ".text", bytes: new Uint8Array(100), flags: 6 },
    { name: ".rodata", bytes: new Uint8Array(50), flags: 2 },
    { name: ".data", bytes: new Uint8Array(25), flags: 3 },
    { name: ".bss", bytes: new Uint8Array(4000), flags: 3, type: 8 },
    { name: ".eh_frame", bytes: new Uint8Array(12), flags: 2 },
    { name: ".comment", bytes: Buffer.from("rustc version 1.96.0 (abc 2026-01-01)\0GCC: 12\0"), flags: 0 },
    { name: ".debug_info", bytes: new Uint8Array(7), flags: 0 },
    { name: ".dep-v0", bytes: new Uint8Array(3), flags: 0 },
  ],
};

const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return "no error";
};

describe("parseElf", () => {
  for (const bits of [32, 64] as const) {
    for (const order of ["little", "big"] as const) {
      it(`reads ${bits} bits, ${order}-endian`, () => {
        const bytes = buildElf({ ...FULL, bits, order });
        const elf = parseElf(bytes);
        expect(elf).toMatchObject({
          bits,
          byteOrder: order,
          machine: "x86-64",
          kind: "dynamic",
          interpreter: "/lib64/ld-linux-x86-64.so.2",
          needed: ["libgcc_s.so.1", "libc.so.6"],
          rpath: [],
          runpath: ["$ORIGIN/../lib", "/opt/lib"],
          versionsNeeded: [
            { library: "libc.so.6", version: "GLIBC_2.2.5", isWeak: false },
            { library: "libc.so.6", version: "GLIBC_2.34", isWeak: false },
            { library: "libgcc_s.so.1", version: "GCC_3.0", isWeak: false },
          ],
          hardening: { isPie: true, relro: "full", hasNx: true, hasBindNow: true },
          isStripped: true,
          hasDebugInfo: true,
          buildId: "00112233445566778899",
          comments: ["rustc version 1.96.0 (abc 2026-01-01)", "GCC: 12"],
        });
        expect(elf.groups).toMatchObject({
          code: 100,
          "read-only-data": 50,
          data: 25,
          unwind: 12,
          debug: 7,
          "dependency-list": 3,
        });
        const sum = Object.values(elf.groups).reduce((total, value) => total + value, 0);
        expect(sum).toBe(bytes.byteLength);
        expect(elf.sections.find((section) => section.name === ".bss")).toBeUndefined();
      });
    }
  }

  it("knows sections by their whole names", () => {
    const names = [".symtab", ".symtab_shndx", ".sym", ".debug_info", ".debug_inf", "", ".dep-v0"];
    const bytes = buildElf({ sections: names.map((name) => ({ name, bytes: new Uint8Array(1) })) });
    const file = { length: bytes.length, read: (at: number, size: number) => bytes.subarray(at, at + size) };
    for (const source of [bytes, file]) {
      const { sections } = readElfTables(source);
      expect(sections.map((section) => section.name)).toEqual(expect.arrayContaining(names));
      for (const section of sections)
        for (const name of names) if (name !== "") expect(section.isNamed(name)).toBe(section.name === name);
    }
    const almost = buildElf({ sections: [".symtab_shndx", ".debug_inf"].map((name) => ({ name, bytes })) });
    expect(parseElf(almost)).toMatchObject({ isStripped: true, hasDebugInfo: false });
  });

  it("tells the kinds apart", () => {
    expect(parseElf(buildElf({ type: 2 })).kind).toBe("static");
    expect(parseElf(buildElf({ type: 2, interpreter: "/lib/ld.so" })).kind).toBe("dynamic");
    expect(parseElf(buildElf({ type: 3, flags1: 0x08000000 })).kind).toBe("static-pie");
    expect(parseElf(buildElf({ type: 3, soname: "libx.so.1" })).kind).toBe("shared-library");
    expect(parseElf(buildElf({ type: 3, soname: "libc.so.6", interpreter: "/ld.so" })).kind).toBe(
      "shared-library",
    );
    expect(parseElf(buildElf({ type: 1 })).kind).toBe("relocatable");
    expect(parseElf(buildElf({ type: 4 })).kind).toBe("core");
    expect(parseElf(buildElf({ type: 9 })).kind).toBe("other");
  });

  it("reads what a library exports", () => {
    const elf = parseElf(buildElf({ soname: "libc.so.6", definedVersions: ["GLIBC_2.2.5", "GLIBC_2.36"] }));
    expect(elf.soname).toBe("libc.so.6");
    expect(elf.versionsDefined).toEqual(["GLIBC_2.2.5", "GLIBC_2.36"]);
  });

  it("sees an executable stack, and none declared", () => {
    expect(parseElf(buildElf({ stackFlags: 7 })).hardening.hasNx).toBe(false);
    expect(parseElf(buildElf({})).hardening.hasNx).toBe(false);
    expect(parseElf(buildElf({ hasRelro: true })).hardening.relro).toBe("partial");
  });

  it("counts bytes that two sections claim once", () => {
    const bytes = buildElf({ sections: [{ name: ".text", bytes: new Uint8Array(64), flags: 6 }] });
    const size = 64;
    const table = bytes.byteLength - 2 * size;
    // the names' section now claims the same bytes as .text
    bytes.copy(bytes, table + size + 24, table + 24, table + 40);
    const { groups } = parseElf(bytes);
    expect(groups.code + groups.symbols).toBe(64);
  });

  it("refuses what is no ELF file, by name", () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from("#!/bin/sh\n"),
      Buffer.from([0x7f, 0x45, 0x4c, 0x46]),
    ]) {
      expect(codeOf(() => parseElf(bytes))).toBe("bad-elf");
    }
    expect(codeOf(() => parseElf(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 9, 1])))).toBe("bad-elf");
    expect(codeOf(() => parseElf(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 7])))).toBe("bad-elf");
  });

  it("refuses every truncation", () => {
    const bytes = buildElf(FULL);
    for (let length = 0; length < bytes.byteLength; length += 1) {
      expect(codeOf(() => parseElf(bytes.subarray(0, length)))).toBe("bad-elf");
    }
  });

  it("ends on version tables that never end", () => {
    const bytes = buildElf({ neededVersions: [{ library: "libc.so.6", versions: ["GLIBC_2.34"] }] });
    const tag = Buffer.alloc(8);
    tag.writeBigUInt64LE(0x6fffffffn);
    const at = bytes.indexOf(tag);
    expect(at).toBeGreaterThan(0);
    bytes.writeBigUInt64LE(0xffffffffffn, at + 8);
    expect(["no error", "bad-elf"]).toContain(codeOf(() => parseElf(bytes)));
  });
});
