import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import type { TreemapNode, TreemapOrigin } from "../analysis/treemap.ts";

/** A rectangle: x and width in percent of the chart's width, y and height in pixels. */
export type TreemapLeaf = {
  x: number;
  y: number;
  width: number;
  height: number;
  /** `libc.so.6`, or `gconv, 256 files` for those too small to be drawn each. */
  label: string;
  /** The file's, or that of the folder of those that are not drawn. */
  path: string;
  sizeBytes: number;
  /** Of all bytes. */
  ratio: number;
  origin: TreemapOrigin;
  files: number;
};

export type TreemapChart = {
  heightPx: number;
  /** Largest first. */
  leaves: TreemapLeaf[];
  /** What the fills add up to. */
  origins: { origin: TreemapOrigin; sizeBytes: number; files: number }[];
};

/** The shape that rectangles are made square for; x is stretched to what there is. */
const WIDTH = 640;
const HEIGHT = 360;
const ORIGINS: readonly TreemapOrigin[] = ["service", "base", "wasted"];

/** The geometry of an image's bytes; no leaves where there are no bytes. */
export function toTreemapChart(tree: TreemapNode): TreemapChart {
  const root = hierarchy(tree)
    .sum((node) => (node.children === undefined ? node.sizeBytes : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const laidOut = treemap<TreemapNode>()
    .size([WIDTH, HEIGHT])
    .tile(treemapSquarify.ratio(1.3))
    .paddingInner(1)(root);
  const total = root.value ?? 0;
  const leaves = total === 0 ? [] : laidOut.leaves().map((leaf) => toLeaf(leaf, total));
  leaves.sort((a, b) => b.sizeBytes - a.sizeBytes || (a.path < b.path ? -1 : 1));
  return {
    heightPx: HEIGHT,
    leaves,
    origins: ORIGINS.map((origin) => {
      const own = leaves.filter((leaf) => leaf.origin === origin);
      return {
        origin,
        sizeBytes: own.reduce((sum, leaf) => sum + leaf.sizeBytes, 0),
        files: own.reduce((sum, leaf) => sum + leaf.files, 0),
      };
    }).filter(({ sizeBytes }) => sizeBytes > 0),
  };
}

type Rectangle = { x0: number; y0: number; x1: number; y1: number; data: TreemapNode };

function toLeaf({ x0, y0, x1, y1, data }: Rectangle, total: number): TreemapLeaf {
  const folder = data.path.slice(data.path.lastIndexOf("/") + 1) || "/";
  return {
    x: (x0 / WIDTH) * 100,
    y: y0,
    width: ((x1 - x0) / WIDTH) * 100,
    height: y1 - y0,
    label: data.files === undefined ? data.name : `${folder}, ${data.files} files`,
    path: data.path,
    sizeBytes: data.sizeBytes,
    ratio: data.sizeBytes / total,
    origin: data.origin ?? "service",
    files: data.files ?? 1,
  };
}

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** The leaf that lies next in a direction, as the eye would go; the same one at the edge. */
export function findNeighbour(leaves: readonly TreemapLeaf[], at: number, direction: Direction): number {
  const from = leaves[at];
  if (from === undefined) return 0;
  const [fromX, fromY] = centre(from);
  let best = at;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, leaf] of leaves.entries()) {
    const [x, y] = centre(leaf);
    const isAcross = direction === "ArrowLeft" || direction === "ArrowRight";
    const sign = direction === "ArrowLeft" || direction === "ArrowUp" ? -1 : 1;
    const ahead = sign * (isAcross ? x - fromX : y - fromY);
    const aside = Math.abs(isAcross ? y - fromY : x - fromX);
    if (ahead <= 0.5 || index === at) continue;
    // what lies straight ahead is nearer than what lies aside
    const distance = ahead + 3 * aside;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function centre({ x, y, width, height }: TreemapLeaf): [number, number] {
  return [((x + width / 2) / 100) * WIDTH, y + height / 2];
}
