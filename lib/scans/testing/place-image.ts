import { randomUUID } from "node:crypto";
import type { Db } from "../../db/client.ts";

export type PlacedImage = {
  imageId: string;
  diffIds: readonly string[];
  engineId: string;
  variant?: string;
  baseLayers?: number;
  binaryPath?: string;
  service?: string;
};

/** Records an image as a build that succeeded would have, with figures that no test reads. */
export async function placeImage(db: Db, image: PlacedImage): Promise<void> {
  const { imageId, diffIds, variant = "distroless-cc", baseLayers = 0 } = image;
  const where = image.service === undefined ? { isDefault: true } : { slug: image.service };
  const service = await db.service.findFirstOrThrow({ where });
  await db.layer.createMany({
    data: diffIds.map((diffId) => ({
      diffId,
      digest: diffId,
      sizeBytes: 1,
      tarBytes: 1,
      compressedBytes: 1,
      fileCount: 1,
    })),
    skipDuplicates: true,
  });
  const base = { role: "toolchain", reference: "test", digest: "test", origin: "stand-in" };
  await db.image.create({
    data: {
      imageId,
      serviceId: service.id,
      variant,
      recipeId: "default",
      recipe: {},
      sourceDigest: "test",
      platform: "linux/amd64",
      identity: randomUUID(),
      toolchain: base,
      standIn: true,
      config: {},
      sizeBytes: 1,
      compressedBytes: 1,
      breakdown: { baseBytes: 0, binaryBytes: 1, certificatesBytes: 0, otherBytes: 0 },
      fileCount: 1,
      engineId: image.engineId,
      binaryPath: image.binaryPath ?? null,
      layers: {
        create: diffIds.map((diffId, index) => ({
          index,
          diffId,
          createdBy: "test",
          fromBase: index < baseLayers,
        })),
      },
    },
  });
  const run = await db.run.create({
    data: {
      serviceId: service.id,
      recipeId: "default",
      recipe: {},
      sourceDigest: "test",
      platform: "linux/amd64",
      status: "succeeded",
    },
  });
  await db.build.create({
    data: {
      runId: run.id,
      variant,
      identity: randomUUID(),
      status: "succeeded",
      attempt: 1,
      imageId,
      startedAt: new Date(),
      finishedAt: new Date(),
    },
  });
}
