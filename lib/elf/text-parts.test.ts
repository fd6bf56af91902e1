import { expect, it } from "vitest";
import { readElfTables } from "./parse-elf.ts";
import { buildElf } from "./testing/build-elf.ts";
import { listTextParts } from "./text-parts.ts";

const listTexts = (elf: Buffer) => listTextParts(readElfTables(elf)).map((part) => part.toString("latin1"));

it("leaves out code, and looks for texts in data, in read-only data and in the tables of names", () => {
  const section = (name: string, text: string, flags: number, type = 1) => ({
    name,
    bytes: Buffer.from(text.padEnd(40_000, ".")),
    flags,
    type,
  });
  const texts = listTexts(
    buildElf({
      sections: [
        section(".rodata", "constant", 2),
        section(".text", "code", 6),
        section(".data", "variable", 3),
        section(".eh_frame", "unwinding", 2),
        section(".strtab", "function", 0, 3),
      ],
    }),
  );
  for (const text of ["constant", "variable", "function"])
    expect(texts.some((part) => part.includes(text))).toBe(true);
  for (const text of ["code", "unwinding"]) expect(texts.some((part) => part.includes(text))).toBe(false);
});

it("looks at the whole file where no section tells", () => {
  const elf = buildElf({});
  const stripped = Buffer.from(elf);
  stripped.writeBigUInt64LE(0n, 40);
  stripped.writeUInt16LE(0, 60);
  expect(listTexts(stripped)).toEqual([stripped.toString("latin1")]);
});
