import { createHash } from "node:crypto";
import { VARIANTS, type VariantId } from "../variants/variants.ts";

/** What of a build decides what is compiled. */
export type CompileInputs = {
  variant: VariantId;
  package: string;
  sourceDigest: string;
  /** As it is stored. */
  recipe: unknown;
  platform: string;
  toolchainDigest: string;
  /** Given where nothing that was compiled for another value is to be used. */
  fresh: string | undefined;
};

/** A part of lab/Dockerfile that takes long and that several variants need. */
export type CompileStage = {
  kind: "preparation" | "compile";
  /** The same for builds that can share it. */
  key: string;
  words: string;
  /** The stage of lab/Dockerfile whose last step ends it. */
  name: string;
};

/** The stages that a variant compiles in, in their order; the naive one shares none with other variants. */
export function toCompileStages({ variant, ...inputs }: CompileInputs): CompileStage[] {
  const libc = VARIANTS.find((each) => each.id === variant)?.libc ?? "glibc";
  const key = createHash("sha256")
    .update(JSON.stringify(Object.entries(inputs).sort()))
    .digest("hex");
  if (variant === "naive") {
    return [{ kind: "compile", key: `${key} naive`, words: "naive compile", name: "variant-naive" }];
  }
  return [
    { kind: "preparation", key: `${key} all`, words: "dependencies and build scripts", name: "prepared" },
    { kind: "compile", key: `${key} ${libc}`, words: `${libc} compile`, name: `build-${libc}` },
  ];
}

/** `[build-musl 3/3] RUN …` is the last step of `build-musl`; a platform may stand before the stage's name. */
export function isLastStepOf(stage: string, stepName: string): boolean {
  const step = /^\[(?:\S+\/\S+ +)?(\S+) +(\d+)\/(\d+)\]/.exec(stepName);
  return step !== null && step[1] === stage && step[2] === step[3];
}
