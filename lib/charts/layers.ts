import { toColumnMarks, toColumnNames } from "../compare/columns.ts";
import type { Comparison, ImageView, LayerView } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import { toUsableMeasure } from "./measuring.ts";

export type LayerKind = "shared" | "binary" | "own";

export type LayerBlock = {
  diffId: string;
  index: number;
  label: string;
  command: string;
  kind: LayerKind;
  /** Names of the other images of the comparison that hold the same layer. */
  sharedWith: string[];
  fromBase: boolean;
  sizeBytes: number;
  compressedBytes: number;
  startBytes: number;
};

export type LayerRow = {
  imageId: string;
  variant: VariantId;
  /** What tells it from another image of its variant; empty where there is none. */
  mark: string;
  isReference: boolean;
  blocks: LayerBlock[];
  pullBytes: number;
  besideReferenceBytes: number;
};

/** A run of layers that two neighbouring rows have in common, as the stretch that it takes in each. */
export type LayerJoin = {
  upperRow: number;
  count: number;
  compressedBytes: number;
  upper: { startBytes: number; endBytes: number };
  lower: { startBytes: number; endBytes: number };
};

export type LayerChart = {
  /** While what the layers weigh is being found out there are no rows. */
  isMeasuring: boolean;
  largestBytes: number;
  referenceVariant: VariantId | undefined;
  rows: LayerRow[];
  joins: LayerJoin[];
  /** Layers in more than one image, each counted once. */
  shared: { count: number; compressedBytes: number };
};

/** What a layer's command says, short enough for a label: `libc6`, `COPY /app/whoami`, `RUN apt-get update`. */
export function layerLabel(createdBy: string): string {
  const text = createdBy
    .replace(/\s*# buildkit$/, "")
    .replace(/^\/bin\/sh -c (#\(nop\)\s*)?/, "")
    .replace(/^Debian package (\S+) \S+$/, "$1")
    .replace(/ from Debian$/, "")
    .replace(/^debootstrap --variant=/, "debootstrap ")
    .replace(/^bazel build @[^/]*\/\//, "")
    .trim();
  const copy = /^(COPY|ADD)\s+(.*)$/.exec(text);
  if (copy) return `${copy[1]} ${copy[2]?.split(/\s+/).at(-1) ?? ""}`.trim();
  return text || "layer";
}

/** The layer that the program arrived in: the last one above the base that is large enough to hold it. */
function findBinaryLayer(image: ImageView): LayerView | undefined {
  const binary = image.binary;
  if (!binary) return undefined;
  return image.layers.findLast((layer) => !layer.fromBase && layer.sizeBytes >= binary.sizeBytes);
}

function toRow(comparison: Comparison, index: number): LayerRow | undefined {
  const column = comparison.columns[index];
  if (!column) return undefined;
  const binary = findBinaryLayer(column.image);
  const shared = new Set(comparison.sharedDiffIds);
  const names = toColumnNames(comparison);
  let startBytes = 0;
  const blocks = column.image.layers.map((layer): LayerBlock => {
    const sharedWith = comparison.columns
      .filter((other) => other !== column && other.image.layers.some((l) => l.diffId === layer.diffId))
      .map(({ image }) => names.get(image.imageId) ?? image.variant);
    const isBinary = layer.diffId === binary?.diffId;
    const block: LayerBlock = {
      diffId: layer.diffId,
      index: layer.index,
      label: isBinary ? "binary" : layerLabel(layer.createdBy),
      command: layer.createdBy,
      kind: shared.has(layer.diffId) ? "shared" : isBinary ? "binary" : "own",
      sharedWith,
      fromBase: layer.fromBase,
      sizeBytes: layer.sizeBytes,
      compressedBytes: layer.compressedBytes ?? 0,
      startBytes,
    };
    startBytes += block.compressedBytes;
    return block;
  });
  return {
    imageId: column.image.imageId,
    variant: column.image.variant,
    mark: toColumnMarks(comparison).get(column.image.imageId) ?? "",
    isReference: column.isReference,
    blocks,
    pullBytes: column.image.compressedBytes ?? 0,
    besideReferenceBytes: column.pullBesideReferenceBytes ?? 0,
  };
}

const endOf = (block: LayerBlock) => block.startBytes + block.compressedBytes;

/** Runs of layers that stand in the same order in both rows become one join each. */
function findJoins(upper: LayerRow, lower: LayerRow, upperRow: number): LayerJoin[] {
  const joins: LayerJoin[] = [];
  let last: { upperIndex: number; lowerIndex: number; join: LayerJoin } | undefined;
  for (const [upperIndex, block] of upper.blocks.entries()) {
    const lowerIndex = lower.blocks.findIndex((other) => other.diffId === block.diffId);
    const match = lower.blocks[lowerIndex];
    if (!match) continue;
    if (last && last.upperIndex === upperIndex - 1 && last.lowerIndex === lowerIndex - 1) {
      last.join.count += 1;
      last.join.compressedBytes += block.compressedBytes;
      last.join.upper.endBytes = endOf(block);
      last.join.lower.endBytes = endOf(match);
      last = { upperIndex, lowerIndex, join: last.join };
      continue;
    }
    const join: LayerJoin = {
      upperRow,
      count: 1,
      compressedBytes: block.compressedBytes,
      upper: { startBytes: block.startBytes, endBytes: endOf(block) },
      lower: { startBytes: match.startBytes, endBytes: endOf(match) },
    };
    joins.push(join);
    last = { upperIndex, lowerIndex, join };
  }
  return joins;
}

/** Layers side by side, in the order of the images' weight, with what neighbours share joined. */
export function toLayerChart(comparison: Comparison): LayerChart {
  const isMeasured = toUsableMeasure(comparison, "compressed") === "compressed";
  const order = (isMeasured ? comparison.columns : [])
    .map((column, index) => ({ index, weight: column.image.sizeBytes }))
    .sort((a, b) => a.weight - b.weight);
  const rows = order.flatMap(({ index }) => toRow(comparison, index) ?? []);
  const joins = rows.flatMap((row, index) => {
    const next = rows[index + 1];
    return next ? findJoins(row, next, index) : [];
  });
  const once = new Map<string, LayerBlock>();
  for (const row of rows)
    for (const block of row.blocks) if (block.sharedWith.length > 0) once.set(block.diffId, block);
  return {
    isMeasuring: !isMeasured,
    largestBytes: Math.max(0, ...rows.map((row) => row.pullBytes)),
    referenceVariant: rows.find((row) => row.isReference)?.variant,
    rows,
    joins,
    shared: {
      count: once.size,
      compressedBytes: [...once.values()].reduce((sum, block) => sum + block.compressedBytes, 0),
    },
  };
}
