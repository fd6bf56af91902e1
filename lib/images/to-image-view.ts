import { z } from "zod";
import type { Prisma } from "../db/client.ts";
import { present, presentTime, toBytes } from "../db/fields.ts";
import { toOrigin } from "../db/origin.ts";
import { parseStoredVariant } from "../variants/parse-variant.ts";
import { summarizeRecipe } from "../variants/recipe-schema.ts";
import { baseView, breakdown, type ImageView } from "./schemas.ts";

/** What an image's row is read with: the first build that made it says how long it took. */
export const IMAGE_INCLUDE = {
  service: true,
  layers: { orderBy: { index: "asc" }, include: { layer: true } },
  builds: {
    where: { status: "succeeded" },
    orderBy: { finishedAt: "asc" },
    take: 1,
    include: { run: { select: { id: true, number: true } } },
  },
} as const;

export type ImageRow = Prisma.ImageGetPayload<{ include: typeof IMAGE_INCLUDE }>;

const config = z.object({
  config: z
    .object({
      User: z.string().nullish(),
      WorkingDir: z.string().nullish(),
      Entrypoint: z.array(z.string()).nullish(),
      Cmd: z.array(z.string()).nullish(),
      Env: z.array(z.string()).nullish(),
      ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
      Labels: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
});

function toConfigView(stored: unknown): ImageView["config"] {
  const parsed = config.safeParse(stored).data?.config;
  return {
    user: parsed?.User ?? "",
    workingDir: parsed?.WorkingDir ?? "",
    entrypoint: parsed?.Entrypoint ?? [],
    cmd: parsed?.Cmd ?? [],
    env: parsed?.Env ?? [],
    exposedPorts: Object.keys(parsed?.ExposedPorts ?? {}),
    labels: parsed?.Labels ?? {},
  };
}

function toBase(row: ImageRow): ImageView["base"] {
  if (row.baseRole === null || row.baseOrigin === null) return undefined;
  return {
    role: row.baseRole,
    reference: row.baseReference ?? "",
    digest: row.baseDigest ?? "",
    origin: toOrigin(row.baseOrigin),
  };
}

function toBinary(row: ImageRow): ImageView["binary"] {
  if (row.binaryPath === null || row.binaryBytes === null || row.binarySha256 === null) return undefined;
  return { path: row.binaryPath, sizeBytes: toBytes(row.binaryBytes), sha256: row.binarySha256 };
}

function toLayers(row: ImageRow): ImageView["layers"] {
  return row.layers.map(({ index, diffId, createdBy, fromBase, layer }) => ({
    index,
    diffId,
    ...present("digest", layer.digest),
    sizeBytes: toBytes(layer.sizeBytes),
    ...present("compressedBytes", layer.compressedBytes === null ? null : toBytes(layer.compressedBytes)),
    createdBy,
    fromBase,
    fileCount: layer.fileCount,
  }));
}

function toMaker(row: ImageRow): Pick<ImageView, "run" | "buildId" | "buildMs"> {
  const [maker] = row.builds;
  if (!maker) return {};
  const { startedAt, finishedAt } = maker;
  return {
    run: maker.run,
    buildId: maker.id,
    ...(startedAt && finishedAt ? { buildMs: finishedAt.getTime() - startedAt.getTime() } : {}),
  };
}

/** An image's row as pages and the API show it. */
export function toImageView(row: ImageRow): ImageView {
  return {
    imageId: row.imageId,
    ...present("manifestDigest", row.manifestDigest),
    variant: parseStoredVariant(row.variant),
    service: row.service.slug,
    recipe: row.recipeId,
    recipeSummary: summarizeRecipe(row.recipeId, row.recipe),
    sourceDigest: row.sourceDigest,
    platform: row.platform,
    ...toMaker(row),
    builtAt: row.builtAt.toISOString(),
    ...presentTime("removedAt", row.removedAt),
    sizeBytes: toBytes(row.sizeBytes),
    ...present("compressedBytes", row.compressedBytes === null ? null : toBytes(row.compressedBytes)),
    breakdown: breakdown.parse(row.breakdown),
    fileCount: row.fileCount,
    ...present("efficiencyRatio", row.efficiencyRatio),
    ...present("wastedBytes", row.wastedBytes === null ? null : toBytes(row.wastedBytes)),
    ...present("reclaimableBytes", row.reclaimableBytes === null ? null : toBytes(row.reclaimableBytes)),
    layers: toLayers(row),
    config: toConfigView(row.config),
    ...present("binary", toBinary(row)),
    ...present("base", toBase(row)),
    ...present("toolchain", row.toolchain === null ? null : baseView.parse(row.toolchain)),
    standIn: row.standIn,
  };
}
