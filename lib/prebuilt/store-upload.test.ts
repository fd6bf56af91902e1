import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseElf } from "../elf/parse-elf.ts";
import { buildElf } from "../elf/testing/build-elf.ts";
import { AppError } from "../errors.ts";
import { MAX_PROGRAM_BYTES, readProgramFile } from "./read-program-file.ts";
import { storeUpload } from "./store-upload.ts";

const home = mkdtempSync(join(tmpdir(), "image-diet-uploads-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const kept = () => readdirSync(join(home, "prebuilt"));

/** In pieces of 1,000 bytes, as a network would bring them. */
async function* toPieces(bytes: Uint8Array, failsAt = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 1000) {
    if (at >= failsAt) throw new Error("the connection is gone");
    yield bytes.subarray(at, at + 1000);
  }
}

type More = { expectedBytes?: number; admit?: () => Promise<void> };
const send = (body: AsyncIterable<Uint8Array>, { expectedBytes, admit = async () => {} }: More = {}) =>
  storeUpload(body, { home, expectedBytes, admit });
const refusal = (sent: Promise<unknown>) =>
  sent.then(
    () => "taken",
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );

const program = buildElf({ interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"] });

describe("storeUpload", () => {
  it("keeps a program once, under its SHA-256, byte for byte", async () => {
    const stored = await send(toPieces(program), { expectedBytes: program.byteLength });
    const sha256 = createHash("sha256").update(program).digest("hex");
    expect(stored).toMatchObject({ digest: `sha256:${sha256}`, sizeBytes: program.byteLength });
    expect(stored.elf).toMatchObject({ kind: "dynamic", machine: "x86-64", needed: ["libc.so.6"] });
    await send(toPieces(program));
    expect(kept()).toEqual([sha256]);
    expect(readFileSync(stored.path).equals(program)).toBe(true);
    rmSync(stored.path);
  });

  it.each([
    ["nothing", toPieces(Buffer.alloc(0)), "bad-input: `body`: no program came along"],
    [
      "a script",
      toPieces(Buffer.from("#!/bin/sh\n")),
      "bad-elf: This file is no ELF program: it does not begin",
    ],
    ["a truncated program", toPieces(program.subarray(0, program.byteLength - 40)), "bad-elf"],
    ["its first bytes", toPieces(program.subarray(0, 5)), "bad-elf"],
    ["a library", toPieces(buildElf({ soname: "libx.so.1" })), "of kind shared-library"],
    [
      "an upload that breaks off",
      toPieces(Buffer.concat([program, Buffer.alloc(2000)]), 1000),
      "bad-input: `body`: the upload was cut off",
    ],
  ])("refuses %s and leaves nothing", async (_, body, words) => {
    expect(await refusal(send(body))).toContain(words);
    expect(kept()).toEqual([]);
  });

  it("refuses more than is taken, announced or not, without reading on", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; ; given += 1024 * 1024) yield new Uint8Array(1024 * 1024);
    }
    expect(await refusal(send(endless()))).toContain("too-large: The program is larger than 64.00 MiB");
    expect(given).toBeLessThan(MAX_PROGRAM_BYTES + 4 * 1024 * 1024);
    expect(await refusal(send(toPieces(program), { expectedBytes: MAX_PROGRAM_BYTES + 1 }))).toContain(
      "too-large",
    );
    expect(await refusal(send(toPieces(program), { expectedBytes: 10_000 }))).toContain("bytes arrived");
    expect(kept()).toEqual([]);
  });

  it("keeps nothing that its caller does not want", async () => {
    const admit = () => Promise.reject(new AppError("conflict", "the name is taken"));
    expect(await refusal(send(toPieces(program), { admit }))).toBe("conflict: the name is taken");
    expect(kept()).toEqual([]);
  });
});

describe("readProgramFile", () => {
  it("reads of a real program's file what is read of its bytes in memory", async () => {
    const path = realpathSync("/bin/sh");
    const { elf } = await readProgramFile(path);
    expect(parseElf(readFileSync(path))).toMatchObject(elf);
  });

  it("sees that a file has changed", async () => {
    const path = join(home, "changing");
    writeFileSync(path, program);
    const { digest } = await readProgramFile(path);
    const other = Buffer.from(program);
    other[other.length - 1] = 1;
    writeFileSync(path, other);
    expect((await readProgramFile(path)).digest).not.toBe(digest);
  });

  it("refuses what is no regular file, and does not wait for a pipe", async () => {
    const pipe = join(home, "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(await refusal(readProgramFile(pipe))).toContain("is no regular file");
    expect(await refusal(readProgramFile(home))).toContain("is no regular file");
    expect(await refusal(readProgramFile(join(home, "nothing")))).toContain("cannot be read");
  });
});
