import { one, type Params } from "@/app/search-params.ts";
import type { FileChange } from "@/lib/analysis/file-tree.ts";

/** What of the files is shown, as it stands in the image page's URL. */
export type FilesQuery = {
  /** A layer's index; absent for all layers. */
  layer?: number;
  show: Show;
  /** Part of a path. */
  file?: string;
  /** The path that is to be seen in the tree. */
  open?: string;
};

export const SHOWS = {
  all: "Everything",
  changes: "What changed",
  added: "Added",
  changed: "Changed",
  removed: "Removed",
  setuid: "setuid, setgid",
  "world-writable": "World-writable",
  capabilities: "With capabilities",
} as const;
export type Show = keyof typeof SHOWS;

/** The parameters that are of the files alone. */
export const FILES_PARAMS = ["layer", "show", "file", "open"];

/** Words that are not known are passed over: a filter that says nothing shows everything. */
export function parseFilesQuery(params: Params, layerCount: number): FilesQuery {
  const layer = /^\d{1,4}$/.test(one(params.layer) ?? "") ? Number(one(params.layer)) : undefined;
  const isLayer = layer !== undefined && layer < layerCount;
  const show = Object.keys(SHOWS).find((word): word is Show => word === one(params.show));
  const file = one(params.file)?.trim().slice(0, 200);
  const open = one(params.open)?.slice(0, 4096);
  return {
    ...(isLayer ? { layer } : {}),
    show: show ?? (isLayer ? "changes" : "all"),
    ...(file ? { file } : {}),
    ...(open ? { open } : {}),
  };
}

/** The query of `GET /images/{imageId}/files` for these; flat where single files are asked for. */
export function toApiQuery(query: FilesQuery): { params: URLSearchParams; isFlat: boolean } {
  const params = new URLSearchParams();
  if (query.layer !== undefined) params.set("layer", String(query.layer));
  if (query.file) params.set("search", query.file);
  const { changes, flags, onlyChanges } = toFilter(query.show);
  const isFlat = Boolean(query.file) || Boolean(flags) || (changes !== undefined && !onlyChanges);
  if (flags) params.set("flags", flags.join(","));
  if (changes && isFlat) params.set("changes", changes.join(","));
  if (!isFlat) params.set("joined", "true");
  if (!isFlat && onlyChanges) params.set("onlyChanges", "true");
  return { params, isFlat };
}

type Filter = { changes?: FileChange[]; flags?: ("setuid" | "setgid" | "world-writable" | "capabilities")[] };

/** What a choice means for the verbs. */
export function toFilter(show: Show): Filter & { onlyChanges: boolean } {
  switch (show) {
    case "all":
      return { onlyChanges: false };
    case "changes":
      return { changes: ["added", "changed", "removed"], onlyChanges: true };
    case "added":
    case "changed":
    case "removed":
      return { changes: [show], onlyChanges: false };
    case "setuid":
      return { flags: ["setuid", "setgid"], onlyChanges: false };
    case "world-writable":
    case "capabilities":
      return { flags: [show], onlyChanges: false };
  }
}
