import { formatDateTime, shortDigest } from "../format.ts";
import type { VariantId } from "../variants/variants.ts";
import type { TrendBuild, TrendScan } from "./read-builds.ts";
import type { PointChange, TrendChange, TrendPoint } from "./schemas.ts";

/**
 * What is different between a build and the one before it in its line, beside its figures. `scanBefore` is the line's
 * last scan until then, which may be of an earlier build.
 */
export function findChanges(
  before: TrendBuild,
  after: TrendBuild,
  scanBefore: TrendScan | undefined = before.scan,
): PointChange[] {
  const differences: Difference[] = [
    ["source", shortDigest(before.sourceDigest), shortDigest(after.sourceDigest)],
    ["recipe", sayRecipe(before, after), sayRecipe(after, before)],
    ["base", sayBase(before), sayBase(after)],
    ["toolchain", shortDigest(before.toolchainDigest), shortDigest(after.toolchainDigest)],
    ...toScannerDifference(scanBefore, after.scan),
  ];
  return differences.flatMap(([kind, from, to]) => (from === to ? [] : [{ kind, from, to }]));
}

type Difference = [PointChange["kind"], string, string];

function toScannerDifference(before: TrendScan | undefined, after: TrendScan | undefined): Difference[] {
  return before && after ? [["scanner", sayScanner(before), sayScanner(after)]] : [];
}

/** A recipe by name; where both are called alike, by what it is made of. */
function sayRecipe(own: TrendBuild, other: TrendBuild): string {
  if (own.recipe !== other.recipe || own.recipeHash === other.recipeHash) return own.recipe;
  return `${own.recipe} (${own.recipeHash.slice(0, 8)})`;
}

function sayBase({ base }: TrendBuild): string {
  return base ? `${base.role} ${shortDigest(base.digest)}` : "none";
}

function sayScanner({ version, databaseUpdatedAt }: TrendScan): string {
  const data = databaseUpdatedAt ? `data of ${formatDateTime(databaseUpdatedAt)} UTC` : "no data";
  return `Trivy ${version}, ${data}`;
}

export type ChangedPoint = Pick<TrendPoint, "at" | "place" | "run" | "changes" | "sizeDeltaBytes"> & {
  variant: VariantId;
};

/**
 * The changes of many lines, in order, without those of the source, which every build may have. What changed alike in
 * one column of the axis stands together, so that a base which five variants share is one line and not five.
 */
export function groupChanges(
  points: readonly ChangedPoint[],
  columnOf: (point: ChangedPoint) => number,
): TrendChange[] {
  const groups = new Map<string, TrendChange>();
  for (const point of points.toSorted((a, b) => a.place - b.place)) {
    for (const change of point.changes ?? []) {
      if (change.kind === "source") continue;
      // A base is told by its role, so that two bases which changed at once are two lines.
      const subject = change.kind === "base" ? change.to.split(" ")[0] : "";
      const key = `${columnOf(point)} ${change.kind} ${subject}`;
      const group = groups.get(key);
      if (group) join(group, point, change);
      else groups.set(key, open(point, change));
    }
  }
  return [...groups.values()];
}

function open(point: ChangedPoint, change: PointChange): TrendChange {
  return {
    at: point.at,
    place: point.place,
    runId: point.run.id,
    runNumber: point.run.number,
    ...change,
    variants: [point.variant],
    count: 1,
    sizeDeltasBytes: [point.sizeDeltaBytes ?? 0],
  };
}

function join(group: TrendChange, point: ChangedPoint, change: PointChange): void {
  const known = group.variants.indexOf(point.variant);
  if (known < 0) {
    group.variants.push(point.variant);
    group.sizeDeltasBytes.push(point.sizeDeltaBytes ?? 0);
  } else {
    group.sizeDeltasBytes[known] = (group.sizeDeltasBytes[known] ?? 0) + (point.sizeDeltaBytes ?? 0);
  }
  if (change.to === group.to) return;
  group.count += 1;
  group.to = change.to;
}
