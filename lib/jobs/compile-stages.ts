import { createHash } from "node:crypto";
import { type Compiled, getKnob, KNOB_KEYS, type Linkage } from "../variants/knobs.ts";
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

/** What of lab/Dockerfile makes a linkage's program: the dependencies of a libc, and a compile that may link in two ways. */
const COMPILES: Readonly<Record<Linkage, { libc: string; program: string; words: string }>> = {
  dynamic: { libc: "glibc", program: "glibc", words: "glibc" },
  "libgcc-inside": { libc: "glibc", program: "glibc", words: "glibc" },
  "static-glibc": { libc: "glibc", program: "static", words: "static glibc" },
  "static-musl": { libc: "musl", program: "musl", words: "musl" },
};

/** The stages that a variant compiles in, in their order. */
export function toCompileStages({ variant, recipe, ...inputs }: CompileInputs): CompileStage[] {
  const { libc, program, words } = COMPILES[toLinkage(variant, recipe)];
  const { linkage: _linkage, ...settings } = recipe;
  const everything = digest([inputs, findSettings(recipe, ["everything"])]);
  const dependencies = digest([inputs, findSettings(recipe, ["everything", "dependencies"])]);
  const features = digest([dependencies, recipe.allocator, recipe.features]);
  return [
    {
      kind: "preparation",
      key: `${everything} all`,
      words: "dependencies and build scripts",
      name: "prepared",
    },
    {
      kind: "dependencies",
      key: `${dependencies} ${libc}`,
      words: `${libc} dependencies`,
      name: `deps-${libc}`,
    },
    {
      kind: "dependencies",
      key: `${features} ${libc}`,
      words: `${libc} dependencies`,
      name: `features-${libc}`,
    },
    {
      kind: "compile",
      key: `${digest([inputs, settings])} ${program}`,
      words: `${words} compile`,
      name: `build-${program}`,
    },
  ];
}

/** The values of a recipe's settings that compile so much anew. */
function findSettings(recipe: Recipe, compiled: readonly Compiled[]): unknown[] {
  return KNOB_KEYS.filter((key) => compiled.includes(getKnob(key).compiles)).map((key) => recipe[key]);
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** `[build-musl 3/3] RUN …` is the last step of `build-musl`; a platform may stand before the stage's name. */
export function isLastStepOf(stage: string, stepName: string): boolean {
  const step = /^\[(?:\S+\/\S+ +)?(\S+) +(\d+)\/(\d+)\]/.exec(stepName);
  return step !== null && step[1] === stage && step[2] === step[3];
}
