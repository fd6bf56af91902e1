import type { Comparison, ComparisonColumn, ImageView } from "../../images/schemas.ts";
import { VARIANTS, type VariantId } from "../../variants/variants.ts";

/** A made-up image: `base` and `binary` in bytes; layers are named by their contents so that equal ones are shared. */
export type SampleImage = {
  variant: VariantId;
  binary: number;
  layers: { name: string; size: number; compressed: number; fromBase?: boolean }[];
  buildMs?: number;
  user?: string;
};

function toImage(sample: SampleImage): ImageView {
  const sum = (pick: (layer: SampleImage["layers"][number]) => number) =>
    sample.layers.reduce((total, layer) => total + pick(layer), 0);
  const sizeBytes = sum((layer) => layer.size);
  const baseBytes = sum((layer) => (layer.fromBase ? layer.size : 0));
  const role = VARIANTS.find((variant) => variant.id === sample.variant)?.base ?? undefined;
  const base = role
    ? { role, reference: `registry.test/${role}:1`, digest: `sha256:${role}`, origin: "registry" as const }
    : undefined;
  return {
    imageId: `sha256:${sample.variant}`,
    variant: sample.variant,
    service: "sample",
    recipe: "default",
    recipeSummary: "as cargo does",
    sourceDigest: "sha256:source",
    platform: "linux/amd64",
    builtAt: "2026-11-22T02:41:00.000Z",
    ...(sample.buildMs === undefined ? {} : { buildMs: sample.buildMs }),
    sizeBytes,
    compressedBytes: sum((layer) => layer.compressed),
    breakdown: {
      baseBytes,
      binaryBytes: sample.binary,
      certificatesBytes: 0,
      otherBytes: sizeBytes - baseBytes - sample.binary,
    },
    fileCount: sample.layers.length,
    layers: sample.layers.map((layer, index) => ({
      index,
      diffId: `sha256:${layer.name}`,
      digest: `sha256:gz-${layer.name}`,
      sizeBytes: layer.size,
      compressedBytes: layer.compressed,
      createdBy: layer.name,
      fromBase: layer.fromBase ?? false,
      fileCount: 1,
    })),
    config: {
      user: sample.user ?? "65532",
      workingDir: "/",
      entrypoint: ["/app/sample"],
      cmd: [],
      env: [],
      exposedPorts: ["8080/tcp"],
      labels: {},
    },
    binary: { path: "/app/sample", sizeBytes: sample.binary, sha256: "0".repeat(64) },
    ...(base ? { base } : {}),
    toolchain: { role: "toolchain", reference: "rust:1", digest: "sha256:rust", origin: "registry" },
    standIn: false,
  };
}

/** A second of each build is not the compiler's. */
function toBuild(totalMs: number | undefined): Pick<ComparisonColumn, "build"> {
  if (totalMs === undefined) return {};
  const compile = { part: "compile" as const, ms: totalMs - 1000, steps: 1, cachedSteps: 0 };
  const rest = { part: "rest" as const, ms: 1000, steps: 0, cachedSteps: 0 };
  return { build: { totalMs, parts: [compile, rest] } };
}

/** A comparison of made-up images, its deltas and shared layers worked out from them. For tests only. */
export function sampleComparison(samples: SampleImage[], reference: VariantId): Comparison {
  const images = samples.map(toImage);
  const ref = images.find((image) => image.variant === reference);
  const held = new Set(ref?.layers.map((layer) => layer.diffId));
  const columns = images.map((image, index): ComparisonColumn => {
    const delta = (mine: number, theirs: number) => ({
      bytes: mine - theirs,
      ratio: (mine - theirs) / theirs,
    });
    return {
      image,
      isReference: image === ref,
      sizeDelta: delta(image.sizeBytes, ref?.sizeBytes ?? image.sizeBytes),
      compressedDelta: delta(image.compressedBytes ?? 0, ref?.compressedBytes ?? image.compressedBytes ?? 0),
      pullBesideReferenceBytes: image.layers
        .filter((layer) => !held.has(layer.diffId))
        .reduce((sum, layer) => sum + (layer.compressedBytes ?? 0), 0),
      ...toBuild(samples[index]?.buildMs),
    };
  });
  const all = images.flatMap((image) => image.layers.map((layer) => layer.diffId));
  return {
    service: "sample",
    recipe: "default",
    recipeSummary: "as cargo does",
    referenceImageId: ref?.imageId ?? "",
    columns,
    missing: [],
    sharedDiffIds: [...new Set(all.filter((diffId, index) => all.indexOf(diffId) !== index))],
    notes: { standIns: [], differingSources: false, removedImages: [] },
  };
}

const MB = 1_000_000;

/** Three images: a musl one without a base, and two glibc ones whose bases share a layer. */
export const THREE: SampleImage[] = [
  {
    variant: "distroless-cc",
    binary: 5.6 * MB,
    layers: [
      { name: "libc6", size: 14 * MB, compressed: 5 * MB, fromBase: true },
      { name: "libssl", size: 12 * MB, compressed: 4 * MB, fromBase: true },
      { name: "program-cc", size: 5.6 * MB, compressed: 2.3 * MB },
    ],
    buildMs: 9000,
  },
  {
    variant: "scratch",
    binary: 5.6 * MB,
    layers: [{ name: "program-musl", size: 5.82 * MB, compressed: 2.45 * MB }],
    buildMs: 8000,
  },
  {
    variant: "base-nossl",
    binary: 5.6 * MB,
    layers: [
      { name: "libc6", size: 14 * MB, compressed: 5 * MB, fromBase: true },
      { name: "program-nossl", size: 5.7 * MB, compressed: 2.3 * MB },
    ],
    buildMs: 7000,
  },
];
