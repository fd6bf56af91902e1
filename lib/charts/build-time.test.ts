import { expect, it } from "vitest";
import { sampleComparison, THREE } from "../compare/testing/sample-comparison.ts";
import { toBuildTimeChart } from "./build-time.ts";

const sample = sampleComparison(THREE, "distroless-cc");
const part = (name: "dependencies" | "compile" | "rest", ms: number, cachedSteps = 0) => ({
  part: name,
  ms,
  steps: 2,
  cachedSteps,
});

it("lays the parts of each build behind each other on one scale, and says what was cached; what is not kept has no row", () => {
  const builds = [
    { totalMs: 9000, parts: [part("dependencies", 6000, 1), part("compile", 2000), part("rest", 1000)] },
    { totalMs: 3000, parts: [part("dependencies", 0, 2), part("compile", 2000), part("rest", 1000)] },
  ];
  const columns = sample.columns.map((column, index) => {
    const { build: _, ...rest } = column;
    const build = builds[index];
    return build ? { ...rest, build } : rest;
  });
  const { rows, ruler } = toBuildTimeChart({ ...sample, columns });
  expect(rows.map(({ variant }) => variant)).toEqual(["distroless-cc", "scratch"]);
  expect(rows[0]?.parts.map(({ startRatio }) => Math.round(startRatio * ruler.max))).toEqual([0, 6, 8]);
  expect(rows[1]?.parts.map(({ cached }) => cached)).toEqual(["all", "none", "none"]);
  expect(rows[0]?.parts[0]?.cached).toBe("some");
  for (const row of rows)
    expect(row.parts.reduce((sum, { widthRatio }) => sum + widthRatio, 0)).toBeCloseTo(
      row.totalMs / 1000 / ruler.max,
    );
});
