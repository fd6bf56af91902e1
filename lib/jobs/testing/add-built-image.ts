import { createHash, randomUUID } from "node:crypto";
import type { Db } from "../../db/client.ts";
import type { MeasuredImage } from "../../oci/types.ts";
import { startRun } from "../../runs/start-run.ts";
import { getService } from "../../services/get-service.ts";
import { findRecipePreset } from "../../variants/recipes.ts";
import type { VariantId } from "../../variants/variants.ts";
import type { BuildOrder } from "../build-request.ts";
import { endBuild, toOpenAttempt } from "../end-attempt.ts";
import { LayerContents } from "../layer-contents.ts";
import { claimBuild } from "../lease.ts";
import { storeImage } from "../store-image.ts";

export type MadeLayer = { name: string; sizeBytes: number };

const digest = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** What measuring an image with these layers would find; equal names make equal layers, `salt` another image. */
export function toMeasured(layers: readonly MadeLayer[], salt: string): MeasuredImage {
  const sizeBytes = layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
  return {
    imageId: digest(`image ${salt} ${JSON.stringify(layers)}`),
    manifestDigests: [],
    config: {
      architecture: "amd64",
      os: "linux",
      config: { User: "65532" },
      rootfs: { diff_ids: [] },
      history: [],
    },
    configText: "{}",
    layers: layers.map(({ name, sizeBytes: bytes }, index) => ({
      index,
      diffId: digest(name),
      digest: digest(`gzip ${name}`),
      sizeBytes: bytes,
      tarBytes: bytes + 512,
      compressedBytes: Math.floor(bytes / 2),
      fileCount: 1,
      createdBy: `COPY ${name}`,
      fromBase: false,
    })),
    sizeBytes,
    compressedBytes: Math.floor(sizeBytes / 2),
    fileCount: layers.length,
    breakdown: { baseBytes: 0, binaryBytes: sizeBytes, certificatesBytes: 0, otherBytes: 0 },
    binary: { path: "/service", sizeBytes, sha256: "0".repeat(64) },
    efficiencyRatio: 1,
    wastedBytes: 0,
    reclaimableBytes: 0,
  };
}

/** Takes a build of a service to its end as a worker does, with these measures in place of an engine's image, and what is kept of its files. */
export async function addBuiltImage(
  db: Db,
  slug: string,
  variant: VariantId,
  measured: MeasuredImage,
  contents = new LayerContents(),
): Promise<string> {
  const service = await getService(slug, db);
  const { run } = await startRun({ service: slug, variants: [variant] }, db);
  const lease = await claimBuild(db, run.builds[0]?.id ?? "", randomUUID());
  const preset = findRecipePreset("default");
  if (!lease || !preset) throw new Error("the build could not be claimed");
  const rust = digest("rust");
  const order: BuildOrder = {
    service: slug,
    package: service.package,
    source: { kind: "folder", path: service.source },
    sourceDigest: run.sourceDigest,
    revision: "",
    variant,
    recipeId: preset.id,
    recipe: preset.recipe,
    platform: run.platform,
    bases: [
      {
        role: "toolchain",
        platform: run.platform,
        reference: "rust:1",
        buildReference: "rust:1",
        imageId: rust,
        digest: rust,
        origin: "stand-in",
        diffIds: [],
      },
    ],
    caBundle: undefined,
  };
  const place = { serviceId: service.id, engineId: "engine", manifestDigest: null };
  await endBuild(db, toOpenAttempt(lease), {
    status: "succeeded",
    imageId: measured.imageId,
    store: (tx) => storeImage(tx, order, place, measured, contents),
  });
  return measured.imageId;
}
