import { seededRandom } from "../../elf/testing/seeded-random.ts";
import type { TarMember } from "./build-tar.ts";

type Random = (limit: number) => number;
// Few names, so that layers meet; some sort before `.wh.`, one is no ASCII.
const NAMES = ["a", "b", "bin", "-x", "é", "d d"];

/** Random layers that an engine would accept: no path twice in one, parents before children, whiteouts of what is there. */
export function randomLayers(seed: number, random: Random = seededRandom(seed)): TarMember[][] {
  const visible = new Map<string, "file" | "directory">();
  const count = 1 + random(6);
  return Array.from({ length: count }, () => randomLayer(random, visible));
}

function randomLayer(random: Random, visible: Map<string, "file" | "directory">): TarMember[] {
  const members = new Map<string, TarMember>();
  const below = new Map(visible);
  const addFolders = (path: string): boolean => {
    const parts = path.split("/").slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join("/");
      const here = members.get(folder);
      if (here ? here.kind !== "directory" : false) return false;
      members.set(folder, here ?? { path: folder, kind: "directory", mode: 0o755 });
      visible.set(folder, "directory");
    }
    return true;
  };
  const hide = (path: string) => {
    for (const known of [...visible.keys()])
      if (known === path || known.startsWith(`${path}/`)) visible.delete(known);
  };
  for (let step = random(24); step > 0; step -= 1) {
    const path = Array.from({ length: 1 + random(2) + random(2) }, () => NAMES[random(NAMES.length)]).join(
      "/",
    );
    const choice = random(10);
    if (members.has(path) || [...members.keys()].some((known) => known.startsWith(`${path}/`))) continue;
    if (!addFolders(path)) continue;
    const slash = path.lastIndexOf("/") + 1;
    if (choice < 4 && below.has(path)) {
      const marker = `${path.slice(0, slash)}.wh.${path.slice(slash)}`;
      members.set(marker, { path: marker });
      hide(path);
    } else if (choice === 4) {
      members.set(path, { path, kind: "directory", mode: 0o755 });
      const marker = `${path}/.wh..wh..opq`;
      members.set(marker, { path: marker });
      hide(path);
      visible.set(path, "directory");
    } else if (choice === 5) {
      members.set(path, { path, kind: "symlink", linkTarget: "/a" });
      hide(path);
      visible.set(path, "file");
    } else if (choice === 6) {
      const files = [...members.values()].filter((member) => member.content);
      const target = files[random(files.length)];
      if (target) members.set(path, { path, kind: "hardlink", linkTarget: target.path });
      if (target) hide(path);
      if (target) visible.set(path, "file");
    } else {
      const mode = random(2) === 0 ? 0o755 : 0o644;
      members.set(path, { path, mode, content: randomBytes(random, random(3) === 0 ? 0 : random(3000)) });
      hide(path);
      visible.set(path, "file");
    }
  }
  return [...members.values()];
}

/** Bytes that compress somewhat. */
export function randomBytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, at) => (at % 7 === 0 ? random(256) : 65 + (at % 5))));
}
