import type { LibcName } from "../elf/libc.ts";
import { normalisePath } from "../oci/to-file-entry.ts";
import { findFile, findText, type ImageContent } from "./image-content.ts";
import type { IndexedElf } from "./layer-index.ts";

/** A file as the dynamic linker would find it; one that is there and was not read has the reason instead. */
export type FoundLibrary =
  | { path: string; elf: IndexedElf; unread?: undefined }
  | { path: string; elf?: undefined; unread: string };

const MULTIARCH: Record<string, string> = {
  "x86-64": "x86_64-linux-gnu",
  aarch64: "aarch64-linux-gnu",
  x86: "i386-linux-gnu",
  arm: "arm-linux-gnueabihf",
  riscv: "riscv64-linux-gnu",
  powerpc64: "powerpc64le-linux-gnu",
  s390x: "s390x-linux-gnu",
};
const MUSL_FOLDERS = ["lib", "usr/local/lib", "usr/lib"];
/** Each is looked into for each library; nobody has as many. */
const MAX_FOLDERS = 200;
const MAX_LINES = 2000;
/** Names that musl's linker answers by itself: `reserved` in its ldso/dynlink.c. */
const MUSL_BUILT_IN = /^lib(c|pthread|rt|m|dl|util|xnet)\./;

/** The ELF file at a path of the image, symlinks followed; undefined where there is none. */
export function findElf(image: ImageContent, path: string): FoundLibrary | undefined {
  const found = findFile(image, path);
  const layer = found === undefined ? undefined : image.layers[found.layerIndex];
  if (found === undefined || layer === undefined) return undefined;
  const name = found.file.kind === "hardlink" ? (found.file.linkTarget ?? "") : found.file.path;
  const elf = layer.content.elves.get(name);
  if (elf !== undefined) return { path: found.file.path, elf };
  const unread = layer.content.unread.get(name);
  return unread === undefined ? undefined : { path: found.file.path, unread };
}

/** True where the musl linker needs no file for a library. */
export function isBuiltIn(library: string, libc: LibcName): boolean {
  return libc === "musl" && MUSL_BUILT_IN.test(library);
}

/**
 * The library that the linker would load for a DT_NEEDED name: run paths first, then what the image's linker is
 * configured for, then its own folders (ld.so(8); musl's ldso). Files of another machine or class are passed over.
 */
export function findLibrary(
  image: ImageContent,
  name: string,
  wanted: { loader: IndexedElf; loaderPath: string; libc: LibcName },
): FoundLibrary | undefined {
  if (name.includes("/")) return findElf(image, name);
  const { loader, loaderPath, libc } = wanted;
  const folders = [
    ...toRunPath(loader, loaderPath),
    ...(libc === "musl" ? listMuslFolders(image, loader) : listGlibcFolders(image, loader)),
  ];
  for (const folder of folders) {
    const found = findElf(image, `${folder}/${name}`);
    if (found === undefined) continue;
    const { elf } = found;
    if (elf === undefined || (elf.machine === loader.machine && elf.bits === loader.bits)) return found;
  }
  return undefined;
}

/** RPATH counts only where there is no RUNPATH. */
function toRunPath(elf: IndexedElf, path: string): string[] {
  const origin = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  return (elf.runpath.length > 0 ? elf.runpath : elf.rpath).slice(0, MAX_FOLDERS).map((folder) =>
    // the binary's own folder need not be there yet, so that `..` cannot be looked up
    normalisePath(folder.replace(/\$ORIGIN|\$\{ORIGIN\}/g, origin)),
  );
}

function listGlibcFolders(image: ImageContent, elf: IndexedElf): string[] {
  const triplet = MULTIARCH[elf.machine];
  const own = ["lib", "usr/lib", ...(elf.bits === 64 ? ["lib64", "usr/lib64"] : [])];
  const multiarch = triplet === undefined ? [] : [`lib/${triplet}`, `usr/lib/${triplet}`];
  // folders of ld.so.conf count through the cache that ldconfig made of them
  const configured = findFile(image, "etc/ld.so.cache") === undefined ? [] : listConfigured(image);
  return [...configured, ...multiarch, ...own];
}

function listConfigured(image: ImageContent): string[] {
  const texts: string[] = [findText(image, "etc/ld.so.conf") ?? ""];
  for (const { content } of image.layers) {
    for (const [path, text] of content.texts) {
      if (path.startsWith("etc/ld.so.conf.d/") && findText(image, path) === text) texts.push(text);
    }
  }
  return texts
    .flatMap((text) => text.split("\n", MAX_LINES))
    .map((line) => line.trim())
    .filter((line) => line.startsWith("/"))
    .slice(0, MAX_FOLDERS);
}

function listMuslFolders(image: ImageContent, elf: IndexedElf): string[] {
  const machine = { "x86-64": "x86_64", x86: "i386" }[elf.machine] ?? elf.machine;
  const text = findText(image, `etc/ld-musl-${machine}.path`);
  const folders = text?.split(/[:\n]/, MAX_FOLDERS).filter((folder) => folder !== "");
  return folders === undefined || folders.length === 0 ? MUSL_FOLDERS : folders;
}
