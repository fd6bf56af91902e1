import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { measureEfficiency } from "./efficiency.ts";
import { measureImage } from "./measure-image.ts";
import { buildArchive } from "./testing/build-archive.ts";
import { buildTar } from "./testing/build-tar.ts";
import { randomLayers } from "./testing/random-layers.ts";

const recorded = z
  .array(
    z.object({
      seed: z.number(),
      sizeBytes: z.number(),
      inefficientBytes: z.number(),
      efficiencyScore: z.number(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL("testdata/dive-0.13.1.json", import.meta.url), "utf8")));

const file = (path: string, sizeBytes: number) => ({ path, kind: "file" as const, sizeBytes, mode: 0 });
const folder = (path: string) => ({ path, kind: "directory" as const, sizeBytes: 0, mode: 0 });
const whiteout = (path: string) => ({ path, kind: "whiteout" as const, sizeBytes: 0, mode: 0 });

describe("measureEfficiency", () => {
  it("says what dive says, to the last digit", { timeout: 120_000 }, async () => {
    expect(recorded.length).toBeGreaterThan(50);
    for (const { seed, ...dive } of recorded) {
      const { bytes } = buildArchive({ layers: randomLayers(seed).map(buildTar) });
      const measured = await measureImage(Readable.from([bytes]), { baseDiffIds: [] });
      expect(
        {
          sizeBytes: measured.sizeBytes,
          inefficientBytes: measured.wastedBytes,
          efficiencyScore: measured.efficiencyRatio,
        },
        `seed ${seed}`,
      ).toEqual(dive);
    }
  });

  it("is 1 where there is nothing", () => {
    expect(measureEfficiency([])).toEqual({ efficiencyRatio: 1, wastedBytes: 0 });
    expect(measureEfficiency([[file("a", 0)], [file("a", 0)]])).toEqual({
      efficiencyRatio: 1,
      wastedBytes: 0,
    });
  });

  it("counts a removed file with its size, and a removed folder with all that was in it", () => {
    expect(measureEfficiency([[file("a", 8), file("b", 2)], [whiteout("a")]])).toEqual({
      efficiencyRatio: 0.2,
      wastedBytes: 8,
    });
    const layers = [[folder("d"), file("d/a", 8)], [whiteout("d")], [file("d", 4)]];
    expect(measureEfficiency(layers)).toEqual({ efficiencyRatio: 12 / 20, wastedBytes: 12 });
  });

  it("says the same whether it goes by paths or by trees", () => {
    const names = ["a", "b", "a/b", "a/b/c", "b/c", ""];
    const any = fc.record({
      path: fc.constantFrom(...names),
      kind: fc.constantFrom("file" as const, "directory" as const),
      sizeBytes: fc.nat(9),
      mode: fc.constant(0),
    });
    const layers = fc.array(fc.array(any, { maxLength: 6 }), { maxLength: 4 });
    // removes nothing, and makes it go by trees
    const marker = { path: "", kind: "opaque" as const, sizeBytes: 0, mode: 0 };
    const wasted = new Set<boolean>();
    fc.assert(
      fc.property(layers, (files) => {
        const byPaths = measureEfficiency(files);
        expect(byPaths).toEqual(measureEfficiency([...files, [marker]]));
        wasted.add(byPaths.wastedBytes > 0);
      }),
      { numRuns: 2000 },
    );
    expect(wasted.size).toBe(2);
  });

  it("stays quick where every layer removes something", () => {
    const many = Array.from({ length: 3000 }, (_, index) => file(`folder/${index}`, 1));
    const layers = [[folder("folder"), ...many], ...many.slice(0, 100).map(({ path }) => [whiteout(path)])];
    expect(measureEfficiency(layers)).toEqual({ efficiencyRatio: 2900 / 3000, wastedBytes: 100 });
  });
});
