import { createHash } from "node:crypto";
import { getKnob, KNOB_KEYS, type Linkage } from "../variants/knobs.ts";
import { toLinkage } from "../variants/linkage.ts";
import type { Recipe } from "../variants/recipes.ts";
import type { VariantId } from "../variants/variants.ts";

/** What of a build decides what is compiled. */
export type CompileInputs = {
  variant: VariantId;
  package: string;
  sourceDigest: string;
  recipe: Recipe;
  platform: string;
  toolchainDigest: string;
  /** Given where nothing that was compiled for another value is to be used. */
  fresh: string | undefined;
};

/** A part of lab/Dockerfile that takes long and that several variants need. */
export type CompileStage = {
  kind: "preparation" | "dependencies" | "compile";
  /** The same for builds that can share it. */
  key: string;
  words: string;
  /** The stage of lab/Dockerfile whose last step ends it. */
  name: string;
};

/** The compile of lab/Dockerfile that makes a linkage's program; `glibc` links its objects in two ways. */
const COMPILES: Readonly<Record<Linkage, { stage: string; words: string }>> = {
  dynamic: { stage: "glibc", words: "glibc" },
  "libgcc-inside": { stage: "glibc", words: "glibc" },
  "static-glibc": { stage: "static", words: "static glibc" },
  "static-musl": { stage: "musl", words: "musl" },
};

/** The stages that a variant compiles in, in their order; the naive one shares none with other variants. */
export function toCompileStages({ variant, recipe, ...inputs }: CompileInputs): CompileStage[] {
  const { stage, words } = COMPILES[toLinkage(variant, recipe)];
  const ofCrates = KNOB_KEYS.filter((key) => getKnob(key).isOfCrates).map((key) => recipe[key]);
  const { linkage: _linkage, ...ofProgram } = recipe;
  const crates = digest([inputs, ofCrates]);
  const program = digest([inputs, ofProgram]);
  if (variant === "naive") {
    return [{ kind: "compile", key: `${program} naive`, words: "naive compile", name: "variant-naive" }];
  }
  return [
    {
      kind: "preparation",
      key: `${crates} all`,
      words: "dependencies and build scripts",
      name: "prepared",
    },
    {
      kind: "dependencies",
      key: `${crates} ${stage}`,
      words: `${words} dependencies`,
      name: `deps-${stage}`,
    },
    { kind: "compile", key: `${program} ${stage}`, words: `${words} compile`, name: `build-${stage}` },
  ];
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** `[build-musl 3/3] RUN …` is the last step of `build-musl`; a platform may stand before the stage's name. */
export function isLastStepOf(stage: string, stepName: string): boolean {
  const step = /^\[(?:\S+\/\S+ +)?(\S+) +(\d+)\/(\d+)\]/.exec(stepName);
  return step !== null && step[1] === stage && step[2] === step[3];
}
