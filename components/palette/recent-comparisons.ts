import { sayView } from "@/components/compare/say-view.ts";

/** A comparison that was open in this browser: its query, and when. */
export type RecentComparison = { query: string; at: string };

const KEY = "image-diet.recent-comparisons";
const MOST = 8;

/** Those that this browser has had open, the newest first; none where it keeps nothing. */
export function readRecent(storage: () => Pick<Storage, "getItem">): RecentComparison[] {
  try {
    const stored: unknown = JSON.parse(storage().getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecent) : [];
  } catch {
    return [];
  }
}

/** Puts one first. The same images in another unit or order are the same comparison. */
export function rememberComparison(
  storage: () => Pick<Storage, "getItem" | "setItem">,
  recent: RecentComparison,
): void {
  const others = readRecent(storage).filter(({ query }) => sayView(query) !== sayView(recent.query));
  try {
    storage().setItem(KEY, JSON.stringify([recent, ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing has no recent comparisons; nothing else needs them.
  }
}

function isRecent(value: unknown): value is RecentComparison {
  return (
    typeof value === "object" &&
    value !== null &&
    "query" in value &&
    typeof value.query === "string" &&
    "at" in value &&
    typeof value.at === "string"
  );
}
