import { toColumnMarks, toColumnNames } from "../compare/columns.ts";
import type { Comparison } from "../images/schemas.ts";
import type { BuildPart } from "../images/schemas-build.ts";
import type { VariantId } from "../variants/variants.ts";
import { type Ruler, toRuler } from "./ruler.ts";

export type BuildTimePart = {
  part: BuildPart;
  ms: number;
  startRatio: number;
  widthRatio: number;
  /** How much of it the engine had already. */
  cached: "all" | "some" | "none";
};

export type BuildTimeRow = {
  imageId: string;
  variant: VariantId;
  /** What tells it from another image of its variant; empty where there is none. */
  mark: string;
  name: string;
  isReference: boolean;
  run: { id: string; number: number } | undefined;
  totalMs: number;
  parts: BuildTimePart[];
};

/** `ruler` is in seconds; an image whose build's steps are not kept has no row. */
export type BuildTimeChart = { rows: BuildTimeRow[]; ruler: Ruler };

/** How the builds of a comparison's images spent their time, on one scale. */
export function toBuildTimeChart(comparison: Comparison): BuildTimeChart {
  const marks = toColumnMarks(comparison);
  const names = toColumnNames(comparison);
  const longest = Math.max(0, ...comparison.columns.map(({ build }) => build?.totalMs ?? 0));
  const ruler = toRuler(longest / 1000);
  const rows = comparison.columns.flatMap(({ image, build, isReference }): BuildTimeRow[] => {
    if (!build) return [];
    const { imageId, variant, run } = image;
    const [mark, name] = [marks.get(imageId) ?? "", names.get(imageId) ?? variant];
    let start = 0;
    const parts = build.parts.map(({ part, ms, steps, cachedSteps }): BuildTimePart => {
      const startRatio = start / 1000 / ruler.max;
      start += ms;
      const cached = cachedSteps === 0 ? "none" : cachedSteps === steps ? "all" : "some";
      return { part, ms, startRatio, widthRatio: ms / 1000 / ruler.max, cached };
    });
    return [{ imageId, variant, mark, name, isReference, run, totalMs: build.totalMs, parts }];
  });
  return { rows, ruler };
}

/** What each part is called. */
export const BUILD_PART_WORDS: Record<BuildPart, string> = {
  dependencies: "dependencies",
  compile: "compile",
  copy: "copy",
  export: "export",
  rest: "prepare and measure",
};
