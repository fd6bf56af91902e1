import type { ComparisonColumn } from "../images/schemas.ts";
import { absent, NOT_READ, type RowSpec } from "./row-spec.ts";

type Part = NonNullable<NonNullable<ComparisonColumn["inside"]>["sizeParts"]>[number];

/** The binary has a row of its own. */
const PARTS: readonly { category: Part["category"]; label: string; explanation: string }[] = [
  {
    category: "libraries",
    label: "Libraries",
    explanation: "Shared libraries, whether the binary uses them or not.",
  },
  { category: "programs", label: "Programs", explanation: "Shells, tools and all else that can be started." },
  {
    category: "certificates",
    label: "Certificates",
    explanation: "CA bundles and single certificates, with their links’ targets.",
  },
  { category: "time-zones", label: "Time zone data", explanation: "What is below usr/share/zoneinfo." },
  {
    category: "character-sets",
    label: "Character sets",
    explanation: "glibc’s gconv modules and charmaps; Rust programs do not use them.",
  },
  {
    category: "package-databases",
    label: "Package databases",
    explanation: "What apt, dpkg and apk keep; a scanner reads some of it.",
  },
  {
    category: "docs-and-locales",
    label: "Documentation, locales",
    explanation: "Manuals, licences, translations.",
  },
  {
    category: "build-artefacts",
    label: "Build artefacts",
    explanation: "Headers, static libraries, what cargo left behind: nothing that a running service needs.",
  },
  { category: "other", label: "Other files", explanation: "Configuration and whatever has no better name." },
];

/** What the bytes of all layers are for; with the binary the rows add up to the size. */
export const SIZE_PART_ROWS: readonly RowSpec[] = PARTS.map(({ category, label, explanation }) => ({
  id: `part-${category}`,
  label,
  explanation,
  read: ({ inside, image }) => {
    const part = inside?.sizeParts?.find((each) => each.category === category);
    if (part === undefined) return { value: absent(NOT_READ) };
    return {
      value: { kind: "size", bytes: part.sizeBytes },
      evidence: { texts: [], href: `/images/${image.imageId}#size` },
    };
  },
}));
