import { findOwnedPaths, isOwned } from "../packages/ownership.ts";
import { type ImageContent, listVisible, toTextHistories } from "./image-content.ts";

export type UnownedFiles = {
  /** Regular files that a container sees and no package claims; the package databases' own files apart. */
  count: number;
  /** Regular files that a container sees. */
  of: number;
  /** Those of `count` that are programs or libraries, without the service's binary. */
  programs: string[];
};

const DATABASE_FOLDERS = ["var/lib/dpkg/", "lib/apk/db/", "usr/lib/apk/db/"];

/** What of an image no package accounts for, and so no scanner of packages. `binaryPath` without a leading slash. */
export function findUnownedFiles(image: ImageContent, binaryPath: string | undefined): UnownedFiles {
  const owned = findOwnedPaths(toTextHistories(image));
  const found: UnownedFiles = { count: 0, of: 0, programs: [] };
  for (const { file, layerIndex } of listVisible(image)) {
    if (file.kind !== "file") continue;
    found.of += 1;
    if (isOwned(owned, file.path) || DATABASE_FOLDERS.some((folder) => file.path.startsWith(folder)))
      continue;
    found.count += 1;
    const isProgram = image.layers[layerIndex]?.content.elves.has(file.path);
    if (isProgram && file.path !== binaryPath) found.programs.push(file.path);
  }
  found.programs.sort();
  return found;
}
