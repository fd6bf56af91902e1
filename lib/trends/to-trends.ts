import { present } from "../db/fields.ts";
import { VARIANT_IDS } from "../variants/variants.ts";
import { findChanges, groupChanges } from "./find-changes.ts";
import type { TrendBuild } from "./read-builds.ts";
import type { TrendAxis, TrendLine, TrendPoint, Trends } from "./schemas.ts";
import { thinLine } from "./thin-line.ts";
import { toTrendFindings } from "./to-findings.ts";

export type TrendView = {
  service: string;
  recipe: string;
  by: TrendAxis;
  from: string | undefined;
  to: string | undefined;
  columns: number;
};

/** Builds in the order of their runs as one line for each variant, thinned to what can be seen, with what changed. */
export function toTrends(builds: readonly TrendBuild[], view: TrendView): Trends {
  const { service, recipe, by, from, to, columns } = view;
  const places = placeRuns(builds);
  const points = VARIANT_IDS.flatMap((variant) => {
    const own = builds.filter((build) => build.variant === variant);
    if (own.length === 0) return [];
    return [{ variant, points: toPoints(own, places).filter((point) => isWithin(point, from, to)) }];
  });
  const axis = toAxis(
    points.flatMap((line) => line.points),
    by,
    columns,
  );
  const lines = points.map(
    ({ variant, points: own }): TrendLine => ({
      variant,
      builds: own.length,
      points: thinLine(own, { ...axis, ...FIGURES, columns }),
    }),
  );
  const times = builds.map((build) => build.finishedAt.getTime());
  return {
    service,
    recipe,
    by,
    ...(times.length > 0
      ? { history: { from: toIso(Math.min(...times)), to: toIso(Math.max(...times)) } }
      : {}),
    ...present("from", from),
    ...present("to", to),
    builds: lines.reduce((sum, line) => sum + line.builds, 0),
    shown: lines.reduce((sum, line) => sum + line.points.length, 0),
    lines,
    changes: groupChanges(
      points.flatMap(({ variant, points: own }) => own.map((point) => ({ variant, ...point }))),
      (point) => axis.columnOf(point),
    ),
  };
}

const FIGURES = {
  figures: [
    (point: TrendPoint) => point.sizeBytes,
    (point: TrendPoint) => point.compressedBytes,
    (point: TrendPoint) => point.findings.count,
    (point: TrendPoint) => point.layers,
    (point: TrendPoint) => point.buildMs,
  ],
  marks: (point: TrendPoint) =>
    (point.changes ?? []).flatMap(({ kind }) => (kind === "source" ? [] : [kind])),
} as const;

function placeRuns(builds: readonly TrendBuild[]): Map<number, number> {
  const numbers = [...new Set(builds.map((build) => build.run.number))].sort((a, b) => a - b);
  return new Map(numbers.map((number, place) => [number, place]));
}

/** One variant's builds as points, each against the one before. */
function toPoints(line: readonly TrendBuild[], places: Map<number, number>): TrendPoint[] {
  let scanBefore: TrendBuild["scan"];
  return line.map((build, index) => {
    const before = line[index - 1];
    const changes = before ? findChanges(before, build, scanBefore) : [];
    scanBefore = build.scan ?? scanBefore;
    return {
      buildId: build.buildId,
      imageId: build.imageId,
      ...(before && before.imageId !== build.imageId ? { previousImageId: before.imageId } : {}),
      run: build.run,
      recipe: build.recipe,
      at: build.finishedAt.toISOString(),
      place: places.get(build.run.number) ?? 0,
      sizeBytes: build.sizeBytes,
      ...present("compressedBytes", build.compressedBytes),
      ...(before ? { sizeDeltaBytes: build.sizeBytes - before.sizeBytes } : {}),
      layers: build.layers,
      ...present("buildMs", build.buildMs),
      standIn: build.standIn,
      findings: toTrendFindings(build),
      ...(changes.length > 0 ? { changes } : {}),
    };
  });
}

function isWithin(point: TrendPoint, from: string | undefined, to: string | undefined): boolean {
  const at = Date.parse(point.at);
  return (from === undefined || at >= Date.parse(from)) && (to === undefined || at <= Date.parse(to));
}

type Placed = Pick<TrendPoint, "at" | "place">;

function toAxis(points: readonly Placed[], by: TrendAxis, columns: number) {
  const place = (point: Placed) => (by === "run" ? point.place : Date.parse(point.at));
  let [first, last] = [Infinity, -Infinity];
  for (const point of points) {
    first = Math.min(first, place(point));
    last = Math.max(last, place(point));
  }
  const width = (last - first) / columns;
  // A run is never torn apart: where columns are narrower, it has one to itself.
  const columnOf = (point: Placed) =>
    by === "run" && width < 1 ? point.place : width > 0 ? Math.floor((place(point) - first) / width) : 0;
  return { place, first, last, columnOf };
}

const toIso = (ms: number) => new Date(ms).toISOString();
