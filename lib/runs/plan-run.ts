import type { VariantId } from "../variants/variants.ts";

export type ActiveBuild = { runId: string; variant: string };
export type RunBuild = { id: string; variant: string; status: string };

/** The run that already builds most of what is asked for; the older one of two. Undefined where none does. */
export function chooseRunToJoin(active: readonly ActiveBuild[]): string | undefined {
  const byRun = Map.groupBy(active, (build) => build.runId);
  // Ids are UUIDs of version 7: smaller is older.
  const ranked = [...byRun].sort(([a, mine], [b, theirs]) => theirs.length - mine.length || (a < b ? -1 : 1));
  return ranked[0]?.[0];
}

/** What joining a run adds to it: variants that it lacks, and builds of it that had ended without an image. */
export function planJoin(
  requested: readonly VariantId[],
  active: readonly ActiveBuild[],
  runBuilds: readonly RunBuild[],
): { add: VariantId[]; again: string[] } {
  const going = new Set(active.map((build) => build.variant));
  const idle = requested.filter((variant) => !going.has(variant));
  const own = new Map(runBuilds.map((build) => [build.variant, build]));
  return {
    add: idle.filter((variant) => !own.has(variant)),
    again: idle.flatMap((variant) => {
      const build = own.get(variant);
      return build && (build.status === "failed" || build.status === "cancelled") ? [build.id] : [];
    }),
  };
}
