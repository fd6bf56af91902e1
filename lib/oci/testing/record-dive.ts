// Records what dive says about random images: node lib/oci/testing/record-dive.ts /path/to/dive
// dive 0.13.1: go install github.com/wagoodman/dive@v0.13.1
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { buildArchive } from "./build-archive.ts";
import { buildTar } from "./build-tar.ts";
import { randomLayers } from "./random-layers.ts";

const SEEDS = 60;
const report = z.object({
  image: z.object({ sizeBytes: z.number(), inefficientBytes: z.number(), efficiencyScore: z.number() }),
});

const dive = process.argv[2] ?? "dive";
const folder = mkdtempSync(join(tmpdir(), "record-dive-"));
const recorded = Array.from({ length: SEEDS }, (_, index) => {
  const seed = index + 1;
  const archive = join(folder, "image.tar");
  // A name of its own: dive writes over what is there without cutting it off.
  const answer = join(folder, `${seed}.json`);
  writeFileSync(archive, buildArchive({ layers: randomLayers(seed).map(buildTar) }).bytes);
  execFileSync(dive, ["--source", "docker-archive", "--json", answer, archive], { stdio: "ignore" });
  return { seed, ...report.parse(JSON.parse(readFileSync(answer, "utf8"))).image };
});
rmSync(folder, { recursive: true });
writeFileSync(
  new URL("../testdata/dive-0.13.1.json", import.meta.url),
  `[\n${recorded.map((line) => `  ${JSON.stringify(line)}`).join(",\n")}\n]\n`,
);
