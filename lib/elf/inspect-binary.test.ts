import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { parseAuditable } from "./auditable.ts";
import { inspectBinary } from "./inspect-binary.ts";
import { compareVersions } from "./libc.ts";
import { buildElf } from "./testing/build-elf.ts";

const rodata = (text: string) => ({ name: ".rodata", bytes: Buffer.from(text), flags: 2 });

describe("libc and allocator", () => {
  it("knows a dynamic glibc by interpreter, library and version", () => {
    const facts = inspectBinary(
      buildElf({
        interpreter: "/lib64/ld-linux-x86-64.so.2",
        needed: ["libc.so.6"],
        neededVersions: [{ library: "libc.so.6", versions: ["GLIBC_2.9", "GLIBC_2.34", "GLIBC_2.2.5"] }],
      }),
    );
    expect(facts.libc).toMatchObject({ name: "glibc", isLinkedIn: false, minimumVersion: "2.34" });
    expect(facts.libc.evidence).toHaveLength(3);
    expect(facts.allocator.name).toBe("glibc");
  });

  it("knows a static musl by the first message of its strerror", () => {
    const facts = inspectBinary(
      buildElf({ flags1: 0x08000000, sections: [rodata("No error information\0Illegal byte sequence\0")] }),
    );
    expect(facts.elf.kind).toBe("static-pie");
    expect(facts.libc).toMatchObject({ name: "musl", isLinkedIn: true });
    expect(facts.allocator.name).toBe("musl");
  });

  it.each([
    ["<jemalloc>: Error in munmap(): %s", "jemalloc"],
    ["mimalloc: warning: ", "mimalloc"],
  ])("knows the allocator that says %j", (text, name) => {
    expect(inspectBinary(buildElf({ type: 2, sections: [rodata(text)] })).allocator.name).toBe(name);
  });

  it("knows an allocator that is loaded", () => {
    const facts = inspectBinary(
      buildElf({ interpreter: "/lib/ld-musl-x86_64.so.1", needed: ["libjemalloc.so.2"] }),
    );
    expect(facts.libc.name).toBe("musl");
    expect(facts.allocator).toEqual({ name: "jemalloc", evidence: ["needs libjemalloc.so.2"] });
  });

  it("says unknown where nothing tells", () => {
    const facts = inspectBinary(buildElf({ type: 2 }));
    expect([facts.libc.name, facts.allocator.name]).toEqual(["unknown", "unknown"]);
  });

  it("orders versions by their numbers", () => {
    expect(["2.34", "2.9", "2.2.5", "2.36"].sort(compareVersions)).toEqual(["2.2.5", "2.9", "2.34", "2.36"]);
  });
});

describe("the Rust version", () => {
  const comment = (text: string) => ({ name: ".comment", bytes: Buffer.from(text), flags: 0 });
  it("comes from .comment", () => {
    const bytes = buildElf({ sections: [comment("GCC: 12\0rustc version 1.96.0 (0123abcde 2026-05-01)\0")] });
    expect(inspectBinary(bytes).rust).toMatchObject({ version: "1.96.0", commit: "0123abcde" });
  });
  it("comes from panic messages where .comment is gone", () => {
    const debian = rodata("x/usr/src/rustc-1.96.0/library/core/src/fmt.rs");
    expect(inspectBinary(buildElf({ sections: [debian] })).rust).toMatchObject({ version: "1.96.0" });
    const commit = "a".repeat(40);
    const official = rodata(`/rustc/${commit}/library/std/src/io.rs`);
    expect(inspectBinary(buildElf({ sections: [official] })).rust).toMatchObject({ commit });
  });
  it("is absent from C", () => {
    expect(inspectBinary(buildElf({ sections: [comment("GCC: 12\0")] })).rust).toBeUndefined();
  });
});

describe("the list of crates", () => {
  const list = {
    packages: [{ name: "whoami", version: "0.1.0", source: "local", root: true, dependencies: [] }],
  };
  const section = (bytes: Uint8Array) => ({ name: ".dep-v0", bytes, flags: 0 });

  it("is read", () => {
    const bytes = buildElf({ sections: [section(deflateSync(JSON.stringify(list)))] });
    expect(inspectBinary(bytes).crateList).toMatchObject({
      state: "present",
      crates: [{ name: "whoami", version: "0.1.0", kind: "runtime", root: true }],
    });
  });

  it("is absent, not empty, without its section", () => {
    expect(inspectBinary(buildElf()).crateList).toEqual({ state: "absent" });
  });

  it.each([
    ["no zlib", Buffer.from("hello")],
    ["no JSON", deflateSync("{")],
    ["another shape", deflateSync('{"packages":{}}')],
    ["a bomb", deflateSync(Buffer.alloc(9 * 1024 * 1024, 32))],
  ])("is unreadable when it is %s, and hides nothing else", (_, bytes) => {
    const facts = inspectBinary(buildElf({ sections: [section(bytes)] }));
    expect(facts.crateList.state).toBe("unreadable");
    expect(facts.elf.groups["dependency-list"]).toBe(bytes.byteLength);
    expect(() => parseAuditable(bytes)).toThrow(AppError);
  });
});
