import type { SizeView } from "@/lib/images/schemas-size.ts";

type Category = SizeView["parts"][number]["category"];
type Group = NonNullable<SizeView["binarySections"]>[number]["group"];

export const CATEGORY_WORDS: Record<Category, string> = {
  binary: "The service’s binary",
  libraries: "Libraries",
  programs: "Programs",
  certificates: "Certificates",
  "time-zones": "Time zones",
  "character-sets": "Character sets",
  "package-databases": "Package databases",
  "docs-and-locales": "Documentation, locales",
  "build-artefacts": "Headers, build artefacts",
  other: "Other",
};

export const GROUP_WORDS: Record<Group, string> = {
  code: "Code",
  "read-only-data": "Constants",
  data: "Data",
  unwind: "Unwind tables",
  relocations: "Relocations",
  "dynamic-linking": "Dynamic linking",
  symbols: "Symbols",
  debug: "Debug information",
  "dependency-list": "List of crates",
  other: "Other sections",
  "headers-and-padding": "Headers, padding",
};
