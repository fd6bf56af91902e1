import { formatSeconds } from "../../format.ts";
import { BUILD_PARTS } from "../../images/schemas-build.ts";
import {
  BUILD_PART_WORDS,
  type BuildTimeChart,
  type BuildTimePart,
  type BuildTimeRow,
} from "../build-time.ts";
import { MARGIN, type Pen, type Picture, toSvgFile } from "./canvas.ts";
import { AXIS, drawRows, drawRuler, plotX, ROW } from "./rows-frame.ts";

const BAR = 22;
/** How much of the variant's colour a part has; what is no work of the compiler has none. */
const TINTS: Record<BuildTimePart["part"], number> = {
  dependencies: 1,
  compile: 0.55,
  copy: 0.3,
  export: 0.14,
  rest: 0,
};

/** Build times as a file of its own. */
export function toBuildTimeSvg(chart: BuildTimeChart, picture: Picture): string {
  const { rows, ruler } = chart;
  return toSvgFile(picture, AXIS + rows.length * ROW + 34, (pen, top) =>
    [
      drawRuler(pen, top, top + AXIS + rows.length * ROW, ruler, "s"),
      drawRows(
        pen,
        top + AXIS,
        rows.map(({ variant, name, isReference, totalMs, parts }) => ({
          variant,
          name,
          below: parts.some(({ cached }) => cached === "all") ? "partly from the cache" : "",
          readout: `${formatSeconds(totalMs)} s`,
          readoutBelow: sayCached(parts),
          isReference,
        })),
      ),
      ...rows.map((row, index) => drawBar(pen, row, top + AXIS + index * ROW + (ROW - BAR) / 2)),
      drawKey(pen, top + AXIS + rows.length * ROW + 18),
    ].join("\n"),
  );
}

function sayCached(parts: readonly BuildTimePart[]): string {
  const cached = parts.filter((part) => part.cached === "all").map(({ part }) => BUILD_PART_WORDS[part]);
  return cached.length > 0 ? `${cached.join(", ")}: cached` : "";
}

function drawBar(pen: Pen, { variant, parts }: BuildTimeRow, y: number): string {
  return parts
    .filter(({ ms }) => ms > 0)
    .map(({ part, startRatio, widthRatio }) => {
      const x = plotX(startRatio);
      return pen.rect(x, y, plotX(startRatio + widthRatio) - x, BAR, {
        fill: pen.color(variant),
        "fill-opacity": TINTS[part],
        stroke: pen.color(variant),
        "stroke-width": 1,
      });
    })
    .join("");
}

function drawKey(pen: Pen, y: number): string {
  let x = MARGIN;
  return BUILD_PARTS.map((part) => {
    const [at, words] = [x, BUILD_PART_WORDS[part]];
    x += words.length * 6.4 + 40;
    return (
      pen.rect(at, y - 9, 14, 10, {
        fill: pen.color("ink-2"),
        "fill-opacity": TINTS[part],
        stroke: pen.color("ink-2"),
      }) + pen.text(at + 20, y, words, "ink-2", { "font-size": 11 })
    );
  }).join("");
}
