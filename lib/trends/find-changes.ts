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
  const base = (build: TrendBuild) => build.base?.digest;
  return [
    ...change("source", before.sourceDigest, after.sourceDigest, shortDigest),
    ...(before.recipe === after.recipe && before.recipeHash === after.recipeHash
      ? []
      : [{ kind: "recipe" as const, from: sayRecipe(before, after), to: sayRecipe(after, before) }]),
    ...(base(before) === base(after)
      ? []
      : [{ kind: "base" as const, from: sayBase(before), to: sayBase(after) }]),
    ...change("toolchain", before.toolchainDigest, after.toolchainDigest, shortDigest),
    ...(scanBefore && after.scan && !isSameScanner(scanBefore, after.scan)
      ? [{ kind: "scanner" as const, from: sayScanner(scanBefore), to: sayScanner(after.scan) }]
      : []),
  ];
}

/** Words are made only of what differs: a long history is mostly the same. */
function change(
  kind: PointChange["kind"],
  from: string,
  to: string,
  say: (value: string) => string,
): PointChange[] {
  return from === to ? [] : [{ kind, from: say(from), to: say(to) }];
}

function isSameScanner(a: TrendScan, b: TrendScan): boolean {
  return a.version === b.version && a.databaseUpdatedAt === b.databaseUpdatedAt;
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
