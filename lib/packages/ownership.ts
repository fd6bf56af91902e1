import { APK_DATABASE_PATHS, parseApkDatabase } from "./apk.ts";
import type { TextHistory } from "./types.ts";

const DPKG_LIST = /^var\/lib\/dpkg\/info\/[^/]+\.list$/;
const DISTROLESS_SUMS = /^var\/lib\/dpkg\/status\.d\/[^/]+\.md5sums$/;

/** True for texts that say which files a package owns. */
export function isOwnershipText(path: string): boolean {
  return (
    DPKG_LIST.test(path) || DISTROLESS_SUMS.test(path) || APK_DATABASE_PATHS.some((known) => known === path)
  );
}

/** The paths that packages claim, from the image's root, as written: a path may lead through a symlink of the image. */
export function findOwnedPaths(texts: readonly TextHistory[]): Set<string> {
  const owned = new Set<string>();
  for (const { path, versions } of texts) {
    const text = versions.at(-1)?.text;
    if (text !== undefined) for (const claimed of parseOwnership(path, text)) owned.add(claimed);
  }
  return owned;
}

function parseOwnership(path: string, text: string): string[] {
  if (DPKG_LIST.test(path)) {
    return text
      .split("\n")
      .map((line) => line.replace(/^\/+/, ""))
      .filter((line) => line !== "" && line !== ".");
  }
  if (DISTROLESS_SUMS.test(path)) {
    return [...text.matchAll(/^[0-9a-f]{32} [ *](.+)$/gm)].map((match) =>
      (match[1] ?? "").replace(/^(\.?\/)+/, ""),
    );
  }
  if (APK_DATABASE_PATHS.some((known) => known === path)) {
    return parseApkDatabase(text).flatMap(({ files }) => files);
  }
  return [];
}

/** Whether a package claims a path. Packages from before /lib moved into /usr still claim `/lib/…`. */
export function isOwned(owned: ReadonlySet<string>, path: string): boolean {
  return owned.has(path) || (path.startsWith("usr/") && owned.has(path.slice("usr/".length)));
}
