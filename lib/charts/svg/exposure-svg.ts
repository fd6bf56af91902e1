import { formatCount, formatSize, type SizeUnit } from "../../format.ts";
import type { ExposureChart } from "../exposure.ts";
import { placeLabels } from "../place-labels.ts";
import { formatTick } from "../ruler.ts";
import { MARGIN, type Pen, type Picture, toSvgFile, WIDTH } from "./canvas.ts";

const LEFT = MARGIN + 44;
const RIGHT = WIDTH - MARGIN - 20;
const HEIGHT = 300;
const BAND = 44;
const LETTER = 6.8;

/** Size against findings as a file of its own; what was not seen into lies in the hatched band below zero. */
export function toExposureSvg(chart: ExposureChart, unit: SizeUnit, picture: Picture): string {
  return toSvgFile(picture, HEIGHT + BAND + 60, (pen, top) => {
    const zero = top + 16 + HEIGHT;
    const x = (ratio: number) => LEFT + ratio * (RIGHT - LEFT);
    return [
      pen.text(MARGIN, top + 8, "findings", "ink-3", { "font-size": 11 }),
      drawKey(pen, chart, top - 2),
      ...chart.y.majors.map((value) => {
        const y = zero - (value / chart.y.max) * HEIGHT;
        return (
          pen.line(LEFT, y, RIGHT, y, value === 0 ? "rule-3" : "rule") +
          pen.text(LEFT - 8, y + 4, formatTick(value, chart.y.step), "ink-3", {
            "font-size": 11,
            "text-anchor": "end",
          })
        );
      }),
      pen.rect(LEFT, zero, RIGHT - LEFT, BAND, { fill: "url(#unknown)" }),
      ...(chart.hasUnseen ? [drawBandWords(pen, zero)] : []),
      ...chart.x.majors.map((value) =>
        pen.text(x(value / chart.x.max), zero + BAND + 18, tickText(value, chart, unit), "ink-3", {
          "font-size": 11,
          "text-anchor": "middle",
        }),
      ),
      ...drawSeen(pen, chart, zero, unit),
      ...chart.points.flatMap((point) =>
        point.yRatio === undefined ? pen.glyph(point.variant, x(point.xRatio) - 6, zero + BAND / 2 - 6) : [],
      ),
    ].join("\n");
  });
}

function tickText(value: number, chart: ExposureChart, unit: SizeUnit): string {
  const text = formatTick(value, chart.x.step);
  return value === 0 ? `${text} ${unit}` : text;
}

/** Every image by its mark: in the band below zero there is no room for names. */
function drawKey(pen: Pen, chart: ExposureChart, y: number): string {
  let x = RIGHT;
  return chart.points
    .toReversed()
    .map((point) => {
      x -= point.name.length * 7 + 34;
      return (
        pen.glyph(point.variant, x, y) + pen.text(x + 18, y + 10, point.name, "ink-2", { "font-size": 12 })
      );
    })
    .join("");
}

function drawBandWords(pen: Pen, zero: number): string {
  return pen.text(RIGHT, zero + BAND + 36, "hatched: not seen into; size known, exposure unknown", "ink-2", {
    "font-size": 11,
    "text-anchor": "end",
  });
}

/** Names with their figures, each where it has room; in the band below zero there is none, and the key has the names. */
function drawSeen(pen: Pen, chart: ExposureChart, zero: number, unit: SizeUnit): string[] {
  const width = RIGHT - LEFT;
  const seen = chart.points.flatMap(({ yRatio, ...point }) =>
    yRatio === undefined ? [] : { ...point, yRatio },
  );
  const marks = seen.map(({ xRatio, yRatio, name, sizeBytes, findings }) => {
    const words = `${name}, ${formatSize(sizeBytes, unit)}, ${formatCount(findings ?? 0)}`;
    return { x: xRatio * width, y: (1 - yRatio) * HEIGHT, width: words.length * LETTER, words };
  });
  const places = placeLabels(marks, { width, height: HEIGHT });
  return seen.map((point, index) => {
    const { x = 0, y = 0, words = "" } = marks[index] ?? {};
    const place = places[index] ?? "none";
    const [left, top] = [LEFT + x, zero - HEIGHT + y];
    const glyph = pen.glyph(point.variant, left - 6, top - 6);
    if (place === "none") return glyph;
    const { dx, dy, anchor } = BESIDE[place];
    return (
      glyph +
      pen.text(left + dx, top + dy, words, point.isReference ? "accent" : "ink", {
        "font-size": 12,
        "text-anchor": anchor,
      })
    );
  });
}

const BESIDE = {
  right: { dx: 12, dy: 4, anchor: "start" },
  left: { dx: -12, dy: 4, anchor: "end" },
  above: { dx: 0, dy: -12, anchor: "middle" },
  below: { dx: 0, dy: 20, anchor: "middle" },
} as const;
