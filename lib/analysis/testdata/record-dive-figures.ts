/**
 * Makes dive-figures.json again: node lib/analysis/testdata/record-dive-figures.ts PATH_OF_DIVE
 * The figures there are those of dive 0.13.1 (go install github.com/wagoodman/dive@v0.13.1), which read each image of
 * testing/random-layers.ts as a docker-archive: dive docker-archive://FILE --ci --json OUT
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomLayers } from "../testing/random-layers.ts";
import { writeArchive } from "../testing/write-archive.ts";

const IMAGES = 60;
const dive = process.argv[2] ?? "dive";
const folder = mkdtempSync(join(tmpdir(), "dive-figures-"));
const figures = [];
for (let seed = 0; seed < IMAGES; seed += 1) {
  const archive = join(folder, "image.tar");
  const out = join(folder, "out.json");
  writeFileSync(archive, await writeArchive(randomLayers(seed)));
  spawnSync(dive, [`docker-archive://${archive}`, "--ci", "--json", out], { stdio: "ignore" });
  const { image } = JSON.parse(readFileSync(out, "utf8"));
  figures.push({ seed, efficiencyRatio: image.efficiencyScore, wastedBytes: image.inefficientBytes });
  rmSync(out);
}
rmSync(folder, { recursive: true });
writeFileSync(new URL("./dive-figures.json", import.meta.url), `${JSON.stringify(figures)}\n`);
