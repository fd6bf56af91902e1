import { type FileEntry, isExecutable } from "../oci/file-entry.ts";
import { toCopyrightPackage } from "../packages/debian-copyright.ts";
import { isPackageText } from "../packages/wanted-texts.ts";
import { CERTIFICATE_BUNDLE_PATHS } from "./certificates.ts";
import { isNamedAsLibrary } from "./library-name.ts";

/** What is done with a file's content; `elf` only where it begins as an ELF file does. */
export type WantedContent = "text" | "copyright" | "certificates" | "elf";

export const MAX_TEXT_BYTES = 8 * 1024 * 1024;
/** Larger programs are listed, not read: one buffer of this size is the most that indexing holds. */
export const MAX_ELF_BYTES = 64 * 1024 * 1024;

const TEXTS = new Set([
  "etc/passwd",
  "etc/group",
  "etc/nsswitch.conf",
  "etc/debian_version",
  "etc/alpine-release",
  "etc/ld.so.conf",
  "etc/timezone",
  "etc/default/locale",
  "etc/locale.conf",
]);
const LOADER_TEXT = /^etc\/(ld\.so\.conf\.d\/[^/]+\.conf|ld-musl-[^/]+\.path)$/;

/** What a file's content is wanted for, by its path, mode and size; undefined for nearly all files. */
export function toWantedContent(entry: FileEntry): WantedContent | undefined {
  const { path, kind } = entry;
  if (kind !== "file" || entry.sizeBytes === 0) return undefined;
  if (TEXTS.has(path) || LOADER_TEXT.test(path) || isPackageText(path)) return "text";
  if (toCopyrightPackage(path) !== undefined) return "copyright";
  if (CERTIFICATE_BUNDLE_PATHS.some((known) => known === path)) return "certificates";
  if (isExecutable(entry) || isNamedAsLibrary(path)) return "elf";
  return undefined;
}
