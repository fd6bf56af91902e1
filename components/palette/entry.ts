import type { VariantId } from "@/lib/variants/variants.ts";

/** What choosing a line does. */
export type Deed =
  | { kind: "go"; href: string }
  | { kind: "download"; href: string }
  | { kind: "rebuild"; service: string; recipe?: string; variants?: VariantId[]; force?: boolean }
  | { kind: "rescan"; path: string; body?: { service: string } }
  | { kind: "theme" };

/** One line of the palette; `keywords` are searched with it. */
export type Entry = {
  id: string;
  label: string;
  hint: string;
  deed: Deed;
  variant?: VariantId;
  /** The image that it is about. */
  imageId?: string;
  keywords: string[];
};
export type EntryGroup = {
  title: string;
  entries: Entry[];
  /** So many that they are shown only when something is typed. */
  isSearched?: boolean;
};
