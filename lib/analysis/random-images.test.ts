import { describe, expect, it } from "vitest";
import type { FileEntry } from "../oci/file-entry.ts";
import { type ImageNode, stackLayers } from "../oci/image-tree.ts";
import { toFileTree, walkTree } from "./file-tree.ts";
import { findHiddenCopies } from "./hidden-copies.ts";
import { toImageContent, walkVisible } from "./image-content.ts";
import { layer } from "./testing/layers.ts";
import { stackNaively } from "./testing/naive-image.ts";
import { randomLayers } from "./testing/random-layers.ts";
import { toTreemap } from "./treemap.ts";
import { findWaste } from "./waste.ts";

const ROUNDS = 1500;
const sum = (values: { sizeBytes: number }[]) =>
  values.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
const byText = (values: unknown[]) => values.map((value) => JSON.stringify(value)).sort();

const toContent = (layers: FileEntry[][], baseLayers: number) =>
  toImageContent(layers.map((entries, index) => layer(entries, {}, index < baseLayers)));

function findNode(root: ImageNode<FileEntry>, path: string): ImageNode<FileEntry> | undefined {
  let node: ImageNode<FileEntry> | undefined = root;
  for (const name of path.split("/")) node = node?.children?.get(name);
  return node;
}

describe("random images, against a naive model", () => {
  const images = Array.from({ length: ROUNDS }, (_, seed) => ({ seed, layers: randomLayers(seed) }));

  it("are stacked alike", () => {
    for (const { layers } of images) {
      const seen = [...walkVisible(stackLayers(layers))].map(({ file, layerIndex }) => ({
        entry: file,
        layerIndex,
      }));
      expect(byText(seen)).toEqual(byText(stackNaively(layers).visible));
    }
  });

  it("hide the same copies, whose sizes are what is not seen", () => {
    const reasons = new Set<string>();
    for (const { layers } of images) {
      const copies = findHiddenCopies(layers);
      const naive = stackNaively(layers);
      expect(byText(copies.map(({ reason: _, ...copy }) => copy))).toEqual(byText(naive.hidden));
      const visible = naive.visible.map(({ entry }) => entry);
      expect(sum(copies)).toBe(sum(layers.flat()) - sum(visible));
      for (const { reason } of copies) reasons.add(reason);
    }
    expect([...reasons].sort()).toEqual(["duplicate", "removed", "replaced"]);
  });

  it("have trees that show what was added, changed and removed", () => {
    const changes = new Set<string>();
    for (const { seed, layers } of images) {
      const index = seed % layers.length;
      const below = stackLayers(layers.slice(0, index));
      const tree = toFileTree(toContent(layers, 0), { type: "layer", index });
      const before = new Map(
        stackNaively(layers.slice(0, index)).visible.map(({ entry }) => [entry.path, entry]),
      );
      const after = new Map(
        stackNaively(layers.slice(0, index + 1)).visible.map(({ entry }) => [entry.path, entry]),
      );
      expect(tree.sizeBytes).toBe(sum([...after.values()]));
      for (const node of walkTree(tree)) {
        changes.add(node.change);
        if (node.entry === undefined || node.entry.kind === "directory") continue;
        const [was, is] = [before.get(node.path), after.get(node.path)];
        // a folder that is there only because of what was in it has no entry, and is in the way all the same
        const isThere = was !== undefined || (is !== undefined && findNode(below, node.path) !== undefined);
        const expected =
          is === undefined ? "removed" : was === is ? "unchanged" : isThere ? "changed" : "added";
        expect({ path: node.path, change: node.change }).toEqual({ path: node.path, change: expected });
      }
    }
    expect([...changes].sort()).toEqual(["added", "changed", "removed", "unchanged"]);
  });

  it("have treemaps that add up to all bytes", () => {
    for (const { seed, layers } of images) {
      const map = toTreemap(toContent(layers, seed % 3), 1 + (seed % 7));
      expect(map.sizeBytes).toBe(sum(layers.flat()));
      const leaves: { sizeBytes: number; origin?: string }[] = [];
      const open = [map];
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (node.children === undefined) leaves.push(node);
        else open.push(...node.children);
      }
      expect(sum(leaves)).toBe(map.sizeBytes);
      expect(sum(leaves.filter(({ origin }) => origin === "wasted"))).toBe(sum(findHiddenCopies(layers)));
    }
  });

  it("have waste figures that agree with each other", () => {
    for (const { seed, layers } of images) {
      const base = seed % (layers.length + 1);
      const waste = findWaste(layers.map((entries, index) => ({ entries, fromBase: index < base })));
      const copies = findHiddenCopies(layers);
      expect(waste.all.reclaimableBytes).toBe(sum(copies));
      expect(waste.paths.reduce((total, path) => total + path.reclaimableBytes, 0)).toBe(sum(copies));
      const inBase = copies.filter(({ layerIndex }) => layerIndex < base);
      expect(waste.withoutBase.reclaimableBytes).toBe(sum(copies) - sum(inBase));
      for (const { efficiencyRatio } of [waste.all, waste.withoutBase]) {
        expect(efficiencyRatio).toBeGreaterThanOrEqual(0);
        expect(efficiencyRatio).toBeLessThanOrEqual(1);
      }
    }
  });
});
