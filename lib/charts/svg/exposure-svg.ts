import { formatCount, formatSize, type SizeUnit } from "../../format.ts";
import type { ExposureChart, ExposurePoint } from "../exposure.ts";
import { formatTick } from "../ruler.ts";
import { MARGIN, type Pen, type Picture, toSvgFile, WIDTH } from "./canvas.ts";

const LEFT = MARGIN + 44;
const RIGHT = WIDTH - MARGIN - 20;
const HEIGHT = 300;
const BAND = 44;

/** Size against findings as a file of its own; what was not seen into lies in the hatched band below zero. */
export function toExposureSvg(
  chart: ExposureChart,
  names: Map<string, string>,
  unit: SizeUnit,
  picture: Picture,
): string {
  return toSvgFile(picture, HEIGHT + BAND + 60, (pen, top) => {
    const zero = top + 16 + HEIGHT;
    const x = (ratio: number) => LEFT + ratio * (RIGHT - LEFT);
    return [
      pen.text(MARGIN, top + 8, "findings", "ink-3", { "font-size": 11 }),
      drawKey(pen, chart, names, top - 2),
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
      ...chart.points.map((point) =>
        drawPoint(pen, point, x(point.xRatio), yOf(point, zero), {
          name: names.get(point.imageId) ?? point.variant,
          unit,
        }),
      ),
    ].join("\n");
  });
}

const yOf = (point: ExposurePoint, zero: number) =>
  point.yRatio === undefined ? zero + BAND / 2 : zero - point.yRatio * HEIGHT;

function tickText(value: number, chart: ExposureChart, unit: SizeUnit): string {
  const text = formatTick(value, chart.x.step);
  return value === 0 ? `${text} ${unit}` : text;
}

/** Every image by its mark: in the band below zero there is no room for names. */
function drawKey(pen: Pen, chart: ExposureChart, names: Map<string, string>, y: number): string {
  let x = RIGHT;
  return chart.points
    .toReversed()
    .map((point) => {
      const name = names.get(point.imageId) ?? point.variant;
      x -= name.length * 7 + 34;
      return pen.glyph(point.variant, x, y) + pen.text(x + 18, y + 10, name, "ink-2", { "font-size": 12 });
    })
    .join("");
}

function drawBandWords(pen: Pen, zero: number): string {
  return pen.text(RIGHT, zero + BAND + 36, "hatched: not seen into; size known, exposure unknown", "ink-2", {
    "font-size": 11,
    "text-anchor": "end",
  });
}

function drawPoint(
  pen: Pen,
  point: ExposurePoint,
  x: number,
  y: number,
  { name, unit }: { name: string; unit: SizeUnit },
): string {
  const isLeft = point.label === "left" || x > RIGHT - 160;
  const count = point.findings === undefined ? "" : `, ${formatCount(point.findings)}`;
  const words =
    point.label === "none" && point.yRatio !== undefined
      ? ""
      : `${name}, ${formatSize(point.sizeBytes, unit)}${count}`;
  const label = point.yRatio === undefined ? "" : words;
  return (
    pen.glyph(point.variant, x - 6, y - 6) +
    pen.text(isLeft ? x - 12 : x + 12, y + 4, label, point.isReference ? "accent" : "ink", {
      "font-size": 12,
      "text-anchor": isLeft ? "end" : "start",
    })
  );
}
