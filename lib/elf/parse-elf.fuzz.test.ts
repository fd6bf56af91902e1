import { expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { inspectBinary } from "./inspect-binary.ts";
import { buildElf } from "./testing/build-elf.ts";
import { seededRandom } from "./testing/seeded-random.ts";

const ROUNDS = 4000;

it("answers damaged files with a result or bad-elf, never with anything else", () => {
  const random = seededRandom(0x5eed);
  const outcomes = { read: 0, refused: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = buildElf({
      bits: random(2) === 0 ? 32 : 64,
      order: random(2) === 0 ? "little" : "big",
      interpreter: "/lib/ld-musl-x86_64.so.1",
      needed: ["libc.so", "libgcc_s.so.1"],
      neededVersions: [{ library: "libc.so", versions: ["A_1", "A_2"] }],
      definedVersions: ["B_1", "B_2"],
      buildId: Buffer.alloc(20, 7),
      sections: [
        { name: ".text", bytes: Buffer.alloc(80), flags: 6 },
        { name: ".symtab", bytes: Buffer.alloc(96, 1), type: 2, link: 1, flags: 0 },
        { name: ".dep-v0", bytes: Buffer.from("789c", "hex"), flags: 0 },
      ],
    });
    for (let damage = random(6); damage >= 0; damage -= 1) {
      bytes[random(bytes.byteLength)] = [0, 0xff, 0x7f, 0x80, random(256)][random(5)] ?? 0;
    }
    const cut = random(4) === 0 ? bytes.subarray(0, random(bytes.byteLength)) : bytes;
    try {
      const { elf } = inspectBinary(cut);
      expect(Object.values(elf.groups).reduce((sum, value) => sum + value, 0)).toBe(cut.byteLength);
      outcomes.read += 1;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "bad-elf") throw error;
      outcomes.refused += 1;
    }
  }
  // both ways were really walked
  expect(outcomes.read).toBeGreaterThan(ROUNDS / 20);
  expect(outcomes.refused).toBeGreaterThan(ROUNDS / 20);
});
