import type { VariantId } from "@/lib/variants/variants.ts";

/** What choosing a line does. */
export type Deed =
  | { kind: "go"; href: string }
  | { kind: "download"; href: string }
  | { kind: "rebuild"; service: string; recipe?: string; variants?: VariantId[]; force?: boolean }
  | { kind: "rescan"; path: string; body?: { service: string } }
  | { kind: "theme" }
  /** Images are picked one after the other, this one first, and then compared. */
  | { kind: "pick"; first?: PickedImage };

export type PickedImage = { imageId: string; service: string; label: string };

/** One line of the palette; `keywords` are searched with it. */
export type Entry = {
  id: string;
  label: string;
  hint: string;
  deed: Deed;
  variant?: VariantId;
  /** The image that it is about. */
  imageId?: string;
  /** Where it is an image and nothing else: what picking it would pick. */
  picks?: PickedImage;
  keywords: string[];
};
export type EntryGroup = {
  title: string;
  entries: Entry[];
  /** So many that they are shown only when something is typed. */
  isSearched?: boolean;
};
