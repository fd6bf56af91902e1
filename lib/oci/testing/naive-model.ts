import type { TarMember } from "./build-tar.ts";

/** What the measuring is checked against: slow, short, and written another way (whole paths, nothing incremental). */
export type NaiveFigures = {
  sizeBytes: number;
  visibleBytes: number;
  efficiencyRatio: number;
  wastedBytes: number;
};

type Layer = readonly TarMember[];

const sizeOf = (member: TarMember) =>
  (member.kind ?? "file") === "file" ? (member.content?.length ?? 0) : 0;
const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const parentOf = (path: string) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");
const isUnder = (path: string, folder: string) => folder === "" || path.startsWith(`${folder}/`);

function whiteoutTarget(path: string): string | undefined {
  const base = baseOf(path);
  if (!base.startsWith(".wh.") || base.startsWith(".wh..wh.")) return undefined;
  return path.slice(0, path.length - base.length) + base.slice(4);
}

export function naiveFigures(layers: readonly Layer[]): NaiveFigures {
  const all = layers.flat();
  return {
    sizeBytes: all.reduce((total, member) => total + sizeOf(member), 0),
    visibleBytes: [...stack(layers).values()].reduce((total, member) => total + sizeOf(member), 0),
    ...naiveDive(layers),
  };
}

function stack(layers: readonly Layer[]): Map<string, TarMember> {
  let files = new Map<string, TarMember>();
  for (const layer of layers) {
    for (const { path } of layer) {
      const target = whiteoutTarget(path);
      if (target !== undefined)
        files = new Map([...files].filter(([known]) => known !== target && !isUnder(known, target)));
      if (baseOf(path) === ".wh..wh..opq")
        files = new Map([...files].filter(([known]) => !isUnder(known, parentOf(path))));
    }
    for (const member of layer) {
      if (baseOf(member.path).startsWith(".wh.")) continue;
      if (member.kind !== "directory")
        files = new Map([...files].filter(([known]) => !isUnder(known, member.path)));
      files.set(member.path, member);
    }
  }
  return files;
}

type DiveNode = { size: number; isFolder: boolean };

/** dive's tree of a layer: node names with their whiteout markers, folders implied. */
function diveTree(layer: Layer): Map<string, DiveNode> {
  const nodes = new Map<string, DiveNode>();
  for (const member of layer) {
    const path = member.path.replace(/\/$/, "");
    const parts = path.split("/");
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join("/");
      if (!nodes.has(folder)) nodes.set(folder, { size: 0, isFolder: false });
    }
    if (!baseOf(path).startsWith(".wh..wh."))
      nodes.set(path, { size: sizeOf(member), isFolder: member.kind === "directory" });
  }
  return nodes;
}

/** The order in which dive visits: children before their folder, names sorted. */
function visitOrder(nodes: Map<string, DiveNode>, folder = ""): string[] {
  const children = [...nodes.keys()].filter((path) => parentOf(path) === folder && path !== "").sort();
  return children.flatMap((child) => [...visitOrder(nodes, child), child]);
}

function diveStack(trees: readonly Map<string, DiveNode>[], upTo: number): Map<string, DiveNode> {
  const stacked = new Map(trees[0]);
  for (let index = 0; index <= upTo; index += 1) {
    const upper = trees[index] ?? new Map<string, DiveNode>();
    for (const path of visitOrder(upper)) {
      const node = upper.get(path);
      if (!baseOf(path).startsWith(".wh.")) {
        if (node) stacked.set(path, node);
        continue;
      }
      const target = whiteoutTarget(path) ?? path;
      for (const known of [...stacked.keys()])
        if (known === target || isUnder(known, target)) stacked.delete(known);
    }
  }
  return stacked;
}

function naiveDive(layers: readonly Layer[]): { efficiencyRatio: number; wastedBytes: number } {
  const trees = layers.map(diveTree);
  const seen = new Map<string, number[]>();
  for (const [index, tree] of trees.entries()) {
    for (const path of visitOrder(tree)) {
      if ([...tree.keys()].some((other) => isUnder(other, path))) continue;
      const target = whiteoutTarget(path);
      let size = tree.get(path)?.size ?? 0;
      if (target !== undefined) {
        const below = diveStack(trees, index - 1);
        const removed = below.get(target);
        if (!removed) break;
        size = 0;
        if (removed.isFolder)
          for (const [known, node] of below)
            if (known === target || isUnder(known, target)) size += node.size;
      }
      const shown = target ?? path;
      seen.set(shown, [...(seen.get(shown) ?? []), size]);
    }
  }
  const total = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0);
  const lists = [...seen.values()];
  const cumulative = total(lists.map(total));
  return {
    efficiencyRatio: cumulative === 0 ? 1 : total(lists.map((sizes) => Math.min(...sizes))) / cumulative,
    wastedBytes: total(lists.filter((sizes) => sizes.length > 1).map(total)),
  };
}
