import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { canRun } from "../analysis/can-run.ts";
import { toImageContent } from "../analysis/image-content.ts";
import { CollectedIndexes } from "../analysis/testing/collected-indexes.ts";
import { ALL_VARIANTS, buildLab, resolveBaseArguments } from "../bases/testing/lab-build.ts";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { measureImage } from "../oci/measure-image.ts";
import type { ImageProbe } from "../probes/schemas.ts";
import { LINKAGES } from "../variants/knobs.ts";
import { findLinkages, toLinkage } from "../variants/linkage.ts";
import { STANDARD_RECIPE } from "../variants/recipes.ts";
import { probeImages } from "./probe-images.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import type { ImageToRun } from "./with-container.ts";

const { engine, reason } = await findTestEngine();
const home = process.env.IMAGE_DIET_HOME;
/** Assembling the toolchain takes minutes the first time. */
const FIRST_TIME_MS = 30 * 60 * 1000;

const VARIANTS = ALL_VARIANTS.filter((variant) => variant !== "naive");
const PAIRS = VARIANTS.flatMap((variant) => LINKAGES.map((linkage) => ({ variant, linkage })));
const keyOf = ({ variant, linkage }: (typeof PAIRS)[number]) => `${variant} ${linkage}`;

const images = new Map<string, ImageToRun>();
const seen = new Map<string, ImageProbe>();
const looks = new Map<string, Awaited<ReturnType<typeof look>>>();

/** The files of an image, and the tables of its program. */
async function look(name: string) {
  if (!engine) throw new Error("no engine");
  const indexes = new CollectedIndexes();
  const options = { baseDiffIds: [], openCollector: indexes.open };
  const measured = await measureImage(await engine.exportImage(name), options);
  const layers = indexes.of(measured.layers);
  const program = layers.flatMap(({ elves }) => elves.get("service") ?? [])[0];
  return { content: toImageContent(layers.map((content) => ({ content, fromBase: false }))), program };
}

describe("what a program's tables say of every variant and linkage", () => {
  beforeAll(async () => {
    if (!engine || !home) return;
    const bases = await resolveBaseArguments(engine);
    for (const pair of PAIRS) {
      const { variant, linkage } = pair;
      const tag = `imagediet.local/test/linkages:${variant}-${linkage}-${process.pid}`;
      const fields = { tag, buildArguments: { LINKAGE: linkage } };
      const { imageId } = await buildLab(engine, "tiny", variant, bases, fields);
      images.set(keyOf(pair), { imageId, name: tag, variant, user: "65532:65532" });
      const isOwn = toLinkage(variant, STANDARD_RECIPE) === linkage;
      if (isOwn || variant === "scratch") looks.set(keyOf(pair), await look(tag));
    }
    const answers = await probeImages({
      engine,
      images: [...images.values()],
      // started once as it is and once loosely; nothing is timed
      settings: { ...DEFAULT_SETTINGS, rounds: 0 },
      labels: { "dev.imagediet.test-linkages": String(process.pid) },
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    for (const [index, key] of [...images.keys()].entries()) {
      const answer = answers[index];
      if (answer) seen.set(key, answer);
    }
  }, FIRST_TIME_MS);
  beforeEach((context) => {
    context.skip(!engine, reason);
    context.skip(!home, "IMAGE_DIET_HOME is not set");
  });
  afterAll(async () => {
    for (const { name } of images.values()) await engine?.removeImage(name);
  });

  it.each(PAIRS)("$linkage on $variant is what happens when it is started", (pair) => {
    const { variant, linkage } = pair;
    const base = looks.get(keyOf({ variant, linkage: toLinkage(variant, STANDARD_RECIPE) }));
    const program = looks.get(keyOf({ variant: "scratch", linkage }))?.program;
    if (!base || !program) throw new Error("it was not read");
    const architecture = process.arch === "arm64" ? "arm64" : "amd64";
    const { verdict } = canRun(program, "service", { image: base.content, name: variant, architecture });
    const answer = seen.get(keyOf(pair));
    const happened = answer?.outcome === "runs" ? "runs" : "does-not-run";
    const ruled = findLinkages(variant).includes(linkage) ? "runs" : "does-not-run";
    expect({ verdict, ruled }, answer?.reason).toEqual({ verdict: happened, ruled: happened });
    if (happened !== "runs") expect(answer?.reason).toEqual(expect.stringMatching(/\S/));
  });

  it("is put to the test by images that run and by images that do not", () => {
    const outcomes = [...seen.values()].map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "runs")).toHaveLength(17);
    expect(outcomes).toHaveLength(PAIRS.length);
  });
});
