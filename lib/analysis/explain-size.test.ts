import { expect, it } from "vitest";
import { inspectBinary } from "../elf/inspect-binary.ts";
import { buildElf } from "../elf/testing/build-elf.ts";
import { explainSize } from "./explain-size.ts";
import { toImageContent } from "./image-content.ts";
import { toIndexedProgram } from "./layer-index.ts";
import { entry, layer, whiteout } from "./testing/layers.ts";
import { randomLayers } from "./testing/random-layers.ts";

it("puts every byte in one place", () => {
  const bytes = buildElf({ sections: [{ name: ".text", bytes: new Uint8Array(300), flags: 6 }] });
  const elf = toIndexedProgram(inspectBinary(bytes));
  const app = entry("app", { sizeBytes: bytes.byteLength, mode: 0o755 });
  const image = toImageContent([
    layer(
      [
        entry("usr/lib/libc.so.6", { sizeBytes: 1 }),
        entry("usr/bin/ls", { sizeBytes: 2, mode: 0o755 }),
        entry("etc/ssl/certs/ca-certificates.crt", { sizeBytes: 4 }),
        entry("usr/share/zoneinfo/Europe/Berlin", { sizeBytes: 8 }),
        entry("usr/lib/x86_64-linux-gnu/gconv/BIG5.so", { sizeBytes: 16 }),
        entry("var/lib/dpkg/status", { sizeBytes: 32 }),
        entry("usr/share/doc/libc6/copyright", { sizeBytes: 64 }),
        entry("usr/src/app/target/release/deps/a.rlib", { sizeBytes: 128 }),
        entry("etc/motd", { sizeBytes: 256 }),
      ],
      { elves: new Map([["usr/bin/ls", elf]]) },
      true,
    ),
    layer([app, whiteout("etc/motd"), entry("usr/lib/libc.so.6", { sizeBytes: 512 })], {
      elves: new Map([["app", elf]]),
    }),
  ]);
  const explained = explainSize(image, "app");
  expect(
    Object.fromEntries(
      explained.parts.map(({ category, baseBytes, addedBytes }) => [category, [baseBytes, addedBytes]]),
    ),
  ).toEqual({
    binary: [0, bytes.byteLength],
    libraries: [1, 512],
    programs: [2, 0],
    certificates: [4, 0],
    "time-zones": [8, 0],
    "character-sets": [16, 0],
    "package-databases": [32, 0],
    "docs-and-locales": [64, 0],
    "build-artefacts": [128, 0],
    other: [256, 0],
  });
  expect(explained).toMatchObject({ baseBytes: 511, addedBytes: 512 + bytes.byteLength, hiddenBytes: 257 });
  const sections = explained.binarySections ?? [];
  expect(sections.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(bytes.byteLength);
  expect(sections[0]).toEqual({ group: "code", sizeBytes: 300 });
});

it("adds up for any image, with a binary or without", () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const layers = randomLayers(seed);
    const image = toImageContent(layers.map((entries, index) => layer(entries, {}, index === 0)));
    const path = layers.flat().find(({ kind }) => kind === "file")?.path;
    for (const binary of [undefined, path, "no/such/file"]) {
      const { sizeBytes, baseBytes, addedBytes, parts } = explainSize(image, binary);
      expect(sizeBytes).toBe(layers.flat().reduce((sum, each) => sum + each.sizeBytes, 0));
      expect(baseBytes + addedBytes).toBe(sizeBytes);
      expect(parts.reduce((sum, part) => sum + part.baseBytes + part.addedBytes, 0)).toBe(sizeBytes);
    }
  }
});
