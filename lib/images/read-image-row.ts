import { z } from "zod";
import type { Db } from "../db/client.ts";
import { AppError } from "../errors.ts";
import type { ImageConfig } from "../oci/types.ts";
import { findImageId } from "./find-image-id.ts";

const texts = z.array(z.string()).exactOptional();

/** The parts of an image's config that analyses read. */
const storedConfig = z.object({
  architecture: z.string(),
  os: z.string(),
  config: z.object({
    User: z.string().exactOptional(),
    WorkingDir: z.string().exactOptional(),
    Entrypoint: texts,
    Cmd: texts,
    Env: texts,
  }),
  rootfs: z.object({ diff_ids: z.array(z.string()) }),
  history: z
    .array(
      z.object({
        created: z.string().exactOptional(),
        created_by: z.string().exactOptional(),
        empty_layer: z.boolean().exactOptional(),
        comment: z.string().exactOptional(),
      }),
    )
    .default([]),
});
const NO_CONFIG: ImageConfig = {
  architecture: "",
  os: "",
  config: {},
  rootfs: { diff_ids: [] },
  history: [],
};

/** What the analyses of an image's files need of its row. */
export type ContentRow = {
  imageId: string;
  service: string;
  variant: string;
  platform: string;
  baseRole: string | undefined;
  builtAt: Date;
  config: ImageConfig;
  /** Without a leading slash. */
  binaryPath: string | undefined;
  binarySha256: string | undefined;
  layers: { diffId: string; sizeBytes: number; fromBase: boolean }[];
};

/** The row of an image named by digest or prefix. Throws bad-input, not-found. */
export async function readImageRow(database: Db, reference: string): Promise<ContentRow> {
  const imageId = await findImageId(database, reference, "imageId");
  const row = await database.image.findUnique({
    where: { imageId },
    include: { service: true, layers: { orderBy: { index: "asc" }, include: { layer: true } } },
  });
  if (row === null) throw new AppError("not-found", `There is no image ${reference}.`);
  return {
    imageId,
    service: row.service.slug,
    variant: row.variant,
    platform: row.platform,
    baseRole: row.baseRole ?? undefined,
    builtAt: row.builtAt,
    config: toConfig(row.config),
    binaryPath: row.binaryPath?.replace(/^\//, ""),
    binarySha256: row.binarySha256 ?? undefined,
    layers: row.layers.map(({ diffId, fromBase, layer }) => ({
      diffId,
      fromBase,
      sizeBytes: Number(layer.sizeBytes),
    })),
  };
}

/** A config of an odd shape is no reason to hide the image's files. */
function toConfig(stored: unknown): ImageConfig {
  return storedConfig.safeParse(withoutNulls(stored)).data ?? NO_CONFIG;
}

/** Engines write null for what is not set. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (part === null ? undefined : part)) ?? "{}",
  );
}
