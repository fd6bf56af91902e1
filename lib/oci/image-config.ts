import { z } from "zod";
import { parseBoundedJson } from "./bounded-json.ts";
import type { ImageConfig } from "./types.ts";

const MAX_JSON_PARTS = 100_000;
/** Engines stop at 127 layers; steps that make none come on top. */
const MAX_STEPS = 2000;

const texts = z.array(z.string()).nullish();
const written = z.object({
  architecture: z.string(),
  os: z.string(),
  created: z.string().nullish(),
  config: z
    .object({
      User: z.string().nullish(),
      WorkingDir: z.string().nullish(),
      Entrypoint: texts,
      Cmd: texts,
      Env: texts,
      // the values are empty by definition
      ExposedPorts: z
        .record(
          z.string(),
          z.unknown().transform(() => ({})),
        )
        .nullish(),
      Labels: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
  rootfs: z.object({ diff_ids: z.array(z.string()).max(MAX_STEPS).nullable() }),
  history: z
    .array(
      z.object({
        created: z.string().nullish(),
        created_by: z.string().nullish(),
        empty_layer: z.boolean().nullish(),
        comment: z.string().nullish(),
      }),
    )
    .max(MAX_STEPS)
    .nullish(),
});

/** An image's config as engines write it, the parts that are read. */
export const imageConfig = written.transform(toImageConfig);

/** Whether a JSON file of an image's archive is a config. */
export function isImageConfig(bytes: Buffer): boolean {
  return written.safeParse(tryParseJson(bytes)).success;
}

/** A JSON file of an image's archive. Throws SyntaxError where it is none or longer than any honest one. */
export function parseImageJson(bytes: Buffer): unknown {
  return parseBoundedJson(bytes.toString("utf8"), { maxParts: MAX_JSON_PARTS });
}

/** The same; undefined where that throws. */
export function tryParseJson(bytes: Buffer): unknown {
  try {
    return parseImageJson(bytes);
  } catch {
    return undefined;
  }
}

function toImageConfig(raw: z.infer<typeof written>): ImageConfig {
  const inner = raw.config ?? {};
  return {
    architecture: raw.architecture,
    os: raw.os,
    ...(raw.created && { created: raw.created }),
    config: {
      ...(inner.User && { User: inner.User }),
      ...(inner.WorkingDir && { WorkingDir: inner.WorkingDir }),
      ...(inner.Entrypoint && { Entrypoint: inner.Entrypoint }),
      ...(inner.Cmd && { Cmd: inner.Cmd }),
      ...(inner.Env && { Env: inner.Env }),
      ...(inner.ExposedPorts && { ExposedPorts: inner.ExposedPorts }),
      ...(inner.Labels && { Labels: inner.Labels }),
    },
    rootfs: { diff_ids: raw.rootfs.diff_ids ?? [] },
    history: (raw.history ?? []).map((step) => ({
      ...(step.created && { created: step.created }),
      ...(step.created_by && { created_by: step.created_by }),
      ...(step.empty_layer && { empty_layer: true }),
      ...(step.comment && { comment: step.comment }),
    })),
  };
}
