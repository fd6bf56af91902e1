import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectBinary } from "./inspect-binary.ts";

function hasGcc(): boolean {
  try {
    execFileSync("gcc", ["--version"], { stdio: "ignore" });
    return process.platform === "linux";
  } catch {
    return false;
  }
}

const SOURCE = '#include <stdio.h>\nint main(void) { printf("%d\\n", 7); return 0; }\n';
const isReady = hasGcc();

describe.skipIf(!isReady)(
  `binaries that gcc links${isReady ? "" : " (skipped: no gcc on this Linux)"}`,
  () => {
    let folder = "";
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "image-diet-elf-"));
      writeFileSync(join(folder, "main.c"), SOURCE);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const link = (...flags: string[]) => {
      const out = join(folder, `out${flags.join("")}`.replaceAll("/", "_"));
      execFileSync("gcc", [...flags, "-o", out, join(folder, "main.c")]);
      return inspectBinary(readFileSync(out));
    };

    it("are static", () => {
      const facts = link("-static", "-no-pie");
      expect(facts.elf).toMatchObject({ kind: "static", needed: [], isStripped: false });
      expect(facts.elf.hardening.isPie).toBe(false);
      expect(facts.libc).toMatchObject({ name: "glibc", isLinkedIn: true });
    });
    it("are static and position independent", () => {
      const facts = link("-static-pie", "-s");
      expect(facts.elf).toMatchObject({ kind: "static-pie", isStripped: true });
      expect(facts.libc).toMatchObject({ name: "glibc", isLinkedIn: true });
    });
    it("are dynamic, with and without hardening and debug info", () => {
      const hard = link("-pie", "-fPIE", "-Wl,-z,relro,-z,now", "-g");
      expect(hard.elf.kind).toBe("dynamic");
      expect(hard.elf.hasDebugInfo).toBe(true);
      expect(hard.elf.hardening).toEqual({ isPie: true, relro: "full", hasNx: true, hasBindNow: true });
      const soft = link("-no-pie", "-Wl,-z,norelro,-z,lazy,-z,execstack");
      expect(soft.elf.hasDebugInfo).toBe(false);
      expect(soft.elf.hardening).toEqual({ isPie: false, relro: "none", hasNx: false, hasBindNow: false });
      expect(soft.libc).toMatchObject({ name: "glibc", isLinkedIn: false });
    });
    it("are libraries", () => {
      const facts = link("-shared", "-fPIC", "-Wl,-soname,libseven.so.7");
      expect(facts.elf).toMatchObject({ kind: "shared-library", soname: "libseven.so.7" });
    });
  },
);
