import { seededRandom } from "../../elf/testing/seeded-random.ts";
import type { FileEntry } from "../../oci/file-entry.ts";
import { entry, folder, opaque, symlink, whiteout } from "./layers.ts";

const NAMES = ["a", "b", "c", "d"];
const MAX_DEPTH = 4;

/**
 * Random layers that an engine could unpack: folders are there before what is in them, removals name what is below.
 * Paths collide often, so that replacing, removing and opaque folders all happen.
 */
export function randomLayers(seed: number): FileEntry[][] {
  const random = seededRandom(seed);
  const present = new Map<string, FileEntry>();
  return Array.from({ length: 1 + random(5) }, () => randomLayer(random, present));
}

function randomLayer(random: (limit: number) => number, present: Map<string, FileEntry>): FileEntry[] {
  const removals: FileEntry[] = [];
  for (const path of [...present.keys()]) {
    if (random(12) === 0) removals.push(whiteout(path));
    else if (present.get(path)?.kind === "directory" && random(10) === 0) removals.push(opaque(path));
  }
  if (random(25) === 0) removals.push(opaque(""));
  for (const { kind, path } of removals) drop(present, path, kind === "whiteout");
  const added: FileEntry[] = [];
  const put = (each: FileEntry) => {
    if (each.kind !== "directory") drop(present, each.path, true);
    present.set(each.path, each);
    added.push(each);
  };
  for (let count = random(10); count > 0; count -= 1) {
    const names = Array.from({ length: 1 + random(MAX_DEPTH) }, () => NAMES[random(NAMES.length)] ?? "a");
    const parents = names.slice(0, -1).map((_, index) => names.slice(0, index + 1).join("/"));
    if (parents.some((parent) => isInTheWay(present, parent))) continue;
    // folders on the way may be listed or only implied
    for (const parent of parents) if (!present.has(parent) && random(2) === 0) put(folder(parent));
    put(randomEntry(random, names.join("/")));
  }
  return random(2) === 0 ? [...removals, ...added] : [...added, ...removals];
}

function isInTheWay(present: Map<string, FileEntry>, parent: string): boolean {
  const found = present.get(parent);
  return found !== undefined && found.kind !== "directory";
}

function randomEntry(random: (limit: number) => number, path: string): FileEntry {
  const choice = random(10);
  if (choice < 2) return folder(path, { mode: 0o700 + random(64) });
  if (choice < 3) return symlink(path, "a/b");
  if (choice < 4) return entry(path, { kind: "hardlink", linkTarget: "a" });
  return entry(path, { sizeBytes: random(4) === 0 ? 0 : random(1_000_000) });
}

function drop(present: Map<string, FileEntry>, path: string, withItself: boolean): void {
  for (const known of [...present.keys()]) {
    if ((withItself && known === path) || path === "" || known.startsWith(`${path}/`)) present.delete(known);
  }
}
