import { isCertificatePath } from "../oci/certificate-paths.ts";
import type { FileEntry } from "../oci/file-entry.ts";

/** What bytes are for, in the order in which pages list them. */
export const SIZE_CATEGORIES = [
  "binary",
  "libraries",
  "programs",
  "certificates",
  "time-zones",
  "character-sets",
  "package-databases",
  "docs-and-locales",
  "build-artefacts",
  "other",
] as const;
export type SizeCategory = (typeof SIZE_CATEGORIES)[number];

/** By path, first match wins; ELF files are told apart before. */
const BY_PATH: readonly [RegExp, SizeCategory][] = [
  [/^usr\/share\/zoneinfo\//, "time-zones"],
  [/\/gconv\/|^usr\/share\/i18n\/charmaps\//, "character-sets"],
  [
    /^(var\/lib\/(dpkg|apt|pacman|rpm)|(usr\/)?lib\/(apk|sysimage)|var\/cache\/(apt|apk|dnf|debconf)|etc\/apk)\//,
    "package-databases",
  ],
  [
    /^usr\/(local\/)?share\/(doc|doc-base|man|info|locale|i18n|licenses|common-licenses|bug|lintian|help)\/|^usr\/lib\/locale\//,
    "docs-and-locales",
  ],
  [/^usr\/(local\/)?include\/|\.(rlib|rmeta|a|o|crate)$|(^|\/)target\/(debug|release)\//, "build-artefacts"],
];
const LIBRARY = /\.so(\.[^/]*)?$/;
const PROGRAM_FOLDER = /(^|\/)s?bin\/[^/]+$/;
const EXECUTABLE_BITS = 0o111;

/** The category of a file, by its path and by whether it was seen to be an ELF file. */
export function toSizeCategory(entry: FileEntry, isElf: boolean): SizeCategory {
  const { path, mode } = entry;
  if (isCertificatePath(path)) return "certificates";
  const known = BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
  if (known !== undefined) return known;
  if (LIBRARY.test(path)) return "libraries";
  const isExecutable = (mode & EXECUTABLE_BITS) !== 0;
  if (isElf) return isExecutable ? "programs" : "libraries";
  return isExecutable && PROGRAM_FOLDER.test(path) ? "programs" : "other";
}
