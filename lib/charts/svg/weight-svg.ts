import { deltaArrow, formatPercentDelta, formatSize, formatSizeDelta, UNIT_BYTES } from "../../format.ts";
import type { WeightChart, WeightPart, WeightRow } from "../weight.ts";
import { type Pen, type Picture, toSvgFile } from "./canvas.ts";
import { AXIS, drawRows, drawRuler, plotX, ROW } from "./rows-frame.ts";

const BAR = 22;

/** The weight chart as a file of its own. */
export function toWeightSvg(chart: WeightChart, names: Map<string, string>, picture: Picture): string {
  const height = AXIS + chart.rows.length * ROW + 8;
  return toSvgFile(picture, height, (pen, top) => {
    const place = (bytes: number) => plotX(bytes / UNIT_BYTES[chart.unit] / chart.ruler.max);
    const rowsTop = top + AXIS;
    const bottom = rowsTop + chart.rows.length * ROW;
    const reference = place(chart.referenceBytes);
    return [
      drawRuler(pen, top, bottom, chart.ruler, chart.unit),
      drawRows(
        pen,
        rowsTop,
        chart.rows.map((row) => ({
          variant: row.variant,
          name: names.get(row.imageId) ?? row.variant,
          below: `${row.baseName}${row.standIn ? ", stand-in" : ""}`,
          readout: formatSize(row.totalBytes, chart.unit),
          readoutBelow: row.note,
          isReference: row.isReference,
        })),
      ),
      ...chart.rows.map((row, index) => drawBar(pen, row, rowsTop + index * ROW + ROW / 2, place)),
      chart.referenceVariant
        ? pen.line(reference, rowsTop, reference, bottom, "accent", { "stroke-width": 1.5 })
        : "",
      ...chart.rows.map((row, index) => drawEnd(pen, row, rowsTop + index * ROW + ROW / 2, place, chart)),
    ].join("\n");
  });
}

function drawBar(pen: Pen, row: WeightRow, middle: number, place: (bytes: number) => number): string {
  return row.parts
    .map((part) => {
      const x = place(part.startBytes);
      return pen.rect(
        x,
        middle - BAR / 2,
        place(part.startBytes + part.bytes) - x,
        BAR,
        look(pen, row, part),
      );
    })
    .join("");
}

function look(pen: Pen, row: WeightRow, part: WeightPart) {
  const color = pen.color(row.variant);
  if (part.kind === "certificates") return { fill: pen.color("ink") };
  if (part.kind === "binary" || part.kind === "added") return { fill: color };
  return { fill: color, "fill-opacity": part.kind === "base" ? 0.24 : 0.1, stroke: color };
}

/** What stands at a bar's end keeps clear of the reference's line. */
function drawEnd(
  pen: Pen,
  row: WeightRow,
  middle: number,
  place: (bytes: number) => number,
  chart: WeightChart,
): string {
  const end = place(row.totalBytes);
  const reference = place(chart.referenceBytes);
  const from = end < reference && reference - end < 110 ? reference : end;
  if (row.isReference) {
    return chart.rows.length < 2
      ? ""
      : pen.text(from + 9, middle + 4, "reference", "accent", { "font-size": 12, "font-weight": 500 });
  }
  const size = `${deltaArrow(row.delta.bytes)} ${formatSizeDelta(row.delta.bytes, chart.unit)}`.trim();
  const percent = row.delta.ratio === undefined ? "" : formatPercentDelta(row.delta.ratio);
  return (
    pen.text(from + 9, middle - 2, size, "ink", { "font-size": 12, "font-weight": 500 }) +
    pen.text(from + 9, middle + 13, percent, "ink-3", { "font-size": 11 })
  );
}
