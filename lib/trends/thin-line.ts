export type Thinning<P> = {
  columns: number;
  /** Where a point lies on the axis, and where that begins and ends. */
  place: (point: P) => number;
  first: number;
  last: number;
  /** Of each of these the least and the most in a column stay; undefined is neither. */
  figures: readonly ((point: P) => number | undefined)[];
  /** Of each group of points that this names, the first in a column stays. */
  marks: (point: P) => readonly string[];
};

/**
 * A line's points without those that nobody could see: the axis is cut into columns, and in each stay the least and the
 * most of every figure and the marked points; a line's first and last point stay too. A line that is short already stays
 * whole. Points keep their order; figures are not averaged, so what is left was measured.
 */
export function thinLine<P>(points: readonly P[], thinning: Thinning<P>): P[] {
  const { columns, first, last } = thinning;
  if (points.length <= columns * 2) return [...points];
  const width = (last - first) / columns;
  const columnOf = (point: P) =>
    width > 0 ? Math.min(columns - 1, Math.floor((thinning.place(point) - first) / width)) : 0;
  const kept = new Set<number>([0, points.length - 1]);
  for (const indexes of groupBy(points, columnOf)) keepExtremes(points, indexes, thinning, kept);
  return points.filter((_, index) => kept.has(index));
}

function groupBy<P>(points: readonly P[], columnOf: (point: P) => number): number[][] {
  const groups = new Map<number, number[]>();
  points.forEach((point, index) => {
    const column = columnOf(point);
    const group = groups.get(column);
    if (group) group.push(index);
    else groups.set(column, [index]);
  });
  return [...groups.values()];
}

function keepExtremes<P>(
  points: readonly P[],
  indexes: readonly number[],
  { figures, marks }: Thinning<P>,
  kept: Set<number>,
): void {
  const seen = new Set<string>();
  const extremes = figures.map(() => ({ least: -1, leastValue: Infinity, most: -1, mostValue: -Infinity }));
  for (const index of indexes) {
    const point = points[index];
    if (point === undefined) continue;
    for (const mark of marks(point)) {
      if (!seen.has(mark)) kept.add(index);
      seen.add(mark);
    }
    figures.forEach((figure, each) => {
      const value = figure(point);
      const extreme = extremes[each];
      if (value === undefined || !extreme) return;
      if (value < extreme.leastValue) Object.assign(extreme, { least: index, leastValue: value });
      if (value > extreme.mostValue) Object.assign(extreme, { most: index, mostValue: value });
    });
  }
  for (const { least, most } of extremes) {
    if (least >= 0) kept.add(least);
    if (most >= 0) kept.add(most);
  }
}
