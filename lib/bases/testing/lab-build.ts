import { fileURLToPath } from "node:url";
import { Transcript } from "../../engine/testing/test-engine.ts";
import type { BuildRequest, Engine } from "../../engine/types.ts";
import { parseEnv } from "../../env.ts";
import { RECIPE_PRESETS, toBuildArguments } from "../../variants/recipes.ts";
import { BASE_ROLES, VARIANTS, type VariantId } from "../../variants/variants.ts";
import { findCaBundle } from "../ca-bundle.ts";
import { resolveBase } from "../resolve.ts";

const LAB = fileURLToPath(new URL("../../../lab/", import.meta.url));
const platform = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";

/** What the Dockerfile's FROMs stand on, as build arguments. Assembles or pulls what is missing. */
export async function resolveBaseArguments(engine: Engine): Promise<Record<string, string>> {
  const env = parseEnv(process.env);
  const signal = new AbortController().signal;
  const bases: Record<string, string> = {};
  for (const role of BASE_ROLES) {
    const base = await resolveBase(role, { engine, env, platform, signal, onProgress: () => {} });
    bases[role.toUpperCase().replaceAll("-", "_")] = base.buildReference;
  }
  return bases;
}

export type LabBuild = { tag: string; imageId: string; transcript: Transcript };

/** Builds a lab service into one variant with lab/Dockerfile. */
export async function buildLab(
  engine: Engine,
  service: string,
  variant: VariantId,
  bases: Record<string, string>,
  fields: Partial<BuildRequest> = {},
): Promise<LabBuild> {
  const transcript = new Transcript();
  const { tag = `imagediet.local/test/${service}:${variant}-${process.pid}` } = fields;
  const caBundle = await findCaBundle(parseEnv(process.env));
  const recipe = RECIPE_PRESETS[0]?.recipe;
  const { imageId } = await engine.build({
    contextFolders: { service: `${LAB}services/${service}` },
    contextFiles: { Dockerfile: `${LAB}Dockerfile` },
    dockerfile: "Dockerfile",
    target: variant,
    platform,
    labels: {},
    secretFiles: caBundle === undefined ? {} : { ca: caBundle },
    signal: new AbortController().signal,
    onProgress: transcript.take,
    ...fields,
    tag,
    buildArguments: {
      ...bases,
      ...(recipe ? toBuildArguments(recipe) : {}),
      PACKAGE: service,
      VARIANT: variant,
      ...fields.buildArguments,
    },
  });
  return { tag, imageId, transcript };
}

export const ALL_VARIANTS: readonly VariantId[] = VARIANTS.map((variant) => variant.id);
