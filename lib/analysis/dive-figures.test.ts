import { expect, it } from "vitest";
import { z } from "zod";
import recorded from "./testdata/dive-figures.json" with { type: "json" };
import { randomLayers } from "./testing/random-layers.ts";
import { findWaste } from "./waste.ts";

const figures = z
  .array(z.object({ seed: z.number(), efficiencyRatio: z.number(), wastedBytes: z.number() }))
  .parse(recorded);

it("says of each image what dive says, to the last digit", () => {
  const ours = figures.map(({ seed }) => {
    const { all } = findWaste(randomLayers(seed).map((entries) => ({ entries, fromBase: false })));
    return { seed, efficiencyRatio: all.efficiencyRatio, wastedBytes: all.wastedBytes };
  });
  expect(ours).toEqual(figures);
  expect(figures.filter(({ wastedBytes }) => wastedBytes > 0).length).toBeGreaterThan(20);
});
