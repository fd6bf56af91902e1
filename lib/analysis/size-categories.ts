import { isCertificatePath } from "../oci/certificate-paths.ts";
import { type FileEntry, isExecutable } from "../oci/file-entry.ts";
import { isNamedAsLibrary } from "./library-name.ts";

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
const PROGRAM_FOLDER = /(^|\/)s?bin\/[^/]+$/;

/** The category of a file, by its path and by whether it was seen to be an ELF file. */
export function toSizeCategory(entry: FileEntry, isElf: boolean): SizeCategory {
  const { path } = entry;
  if (isCertificatePath(path)) return "certificates";
  const known = BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
  if (known !== undefined) return known;
  if (isNamedAsLibrary(path)) return "libraries";
  const canStart = isExecutable(entry);
  if (isElf) return canStart ? "programs" : "libraries";
  return canStart && PROGRAM_FOLDER.test(path) ? "programs" : "other";
}
