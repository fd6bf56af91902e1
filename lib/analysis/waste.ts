import { measureEfficiency } from "../oci/efficiency.ts";
import type { FileEntry } from "../oci/file-entry.ts";
import { findHiddenCopies, type HiddenCopy } from "./hidden-copies.ts";

export type WasteLayer = { fromBase: boolean; entries: readonly FileEntry[] };

/** Figures as dive defines them, and the bytes that could be had back. */
export type WasteFigures = {
  /** Sum over paths of the smallest size / sum of all sizes; 1 where there are no bytes. */
  efficiencyRatio: number;
  /** All sizes of the paths that are seen twice or more. */
  wastedBytes: number;
  /** Copies that no container sees: what is left when each file is there once. */
  reclaimableBytes: number;
};

/** A path that wastes bytes, with all its hidden copies. */
export type WastefulPath = {
  path: string;
  reclaimableBytes: number;
  copies: Omit<HiddenCopy, "path">[];
};

export type Waste = {
  /** The whole image. */
  all: WasteFigures;
  /** Only the layers on top of the base: what its own Dockerfile can mend. */
  withoutBase: WasteFigures;
  /** Bytes of the base that later layers hide: they are pulled all the same. */
  hiddenBaseBytes: number;
  /** Most bytes first; files without content are left out. */
  paths: WastefulPath[];
};

/** Where an image holds bytes that no container sees, and why. Sizes in bytes; `copies` are those of its layers. */
export function findWaste(
  layers: readonly WasteLayer[],
  copies: readonly HiddenCopy[] = findHiddenCopies(layers.map(({ entries }) => entries)),
): Waste {
  const isBase = (index: number) => layers[index]?.fromBase === true;
  const own = copies.filter((copy) => !isBase(copy.layerIndex));
  return {
    all: {
      ...measureEfficiency(layers.map(({ entries }) => entries)),
      reclaimableBytes: sumSizes(copies),
    },
    withoutBase: { ...measureEfficiency(toOwnLayers(layers)), reclaimableBytes: sumSizes(own) },
    hiddenBaseBytes: sumSizes(copies.filter((copy) => isBase(copy.layerIndex) && !isBase(copy.hiddenBy))),
    paths: toPaths(copies),
  };
}

/**
 * The layers on top of the base, without removals of what only the base has: where a removal finds nothing below it,
 * dive gives up on its layer.
 */
function toOwnLayers(layers: readonly WasteLayer[]): FileEntry[][] {
  const own = layers.filter(({ fromBase }) => !fromBase);
  if (!own.some(({ entries }) => entries.some(({ kind }) => kind === "whiteout")))
    return own.map(({ entries }) => [...entries]);
  const present = new Set<string>();
  return own.map(({ entries }) => {
    const kept = entries.filter(({ kind, path }) => kind !== "whiteout" || present.has(path));
    for (const { kind, path } of kept) if (kind === "whiteout") present.delete(path);
    for (const { kind, path } of kept) if (kind !== "whiteout") addWithParents(present, path);
    return kept;
  });
}

function addWithParents(paths: Set<string>, path: string): void {
  for (let at = path; at !== "" && !paths.has(at); at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    paths.add(at);
  }
}

function toPaths(copies: readonly HiddenCopy[]): WastefulPath[] {
  const paths = new Map<string, WastefulPath>();
  for (const { path, ...copy } of copies) {
    if (copy.sizeBytes === 0) continue;
    const known = paths.get(path) ?? { path, reclaimableBytes: 0, copies: [] };
    known.reclaimableBytes += copy.sizeBytes;
    known.copies.push(copy);
    paths.set(path, known);
  }
  return [...paths.values()].sort(
    (a, b) => b.reclaimableBytes - a.reclaimableBytes || (a.path < b.path ? -1 : 1),
  );
}

function sumSizes(copies: readonly { sizeBytes: number }[]): number {
  return copies.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
