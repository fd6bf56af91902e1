import type { FindingStatus } from "@/lib/findings/schemas.ts";

const WORDS: Partial<Record<string, string>> = {
  affected: "no fix",
  will_not_fix: "will not be fixed",
  fix_deferred: "fix deferred",
  end_of_life: "end of life",
} satisfies Partial<Record<FindingStatus, string>>;

/** What a distribution says about a flaw that has no fixed version. */
export function sayStatus(status: string): string {
  return WORDS[status] ?? status.replaceAll("_", " ");
}
