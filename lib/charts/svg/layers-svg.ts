import { formatSize, type SizeUnit } from "../../format.ts";
import type { LayerBlock, LayerChart, LayerJoin, LayerRow } from "../layers.ts";
import { MARGIN, type Pen, type Picture, toSvgFile, WIDTH } from "./canvas.ts";
import { AXIS, drawRows, plotX, ROW } from "./rows-frame.ts";

const BLOCK = 26;
const LEAST_WIDTH = 1.5;

/** The layers side by side as a file of its own: width is compressed bytes, grey is in more than one image. */
export function toLayersSvg(
  chart: LayerChart,
  names: Map<string, string>,
  unit: SizeUnit,
  picture: Picture,
): string {
  const height = AXIS + chart.rows.length * ROW + 8;
  return toSvgFile(picture, height, (pen, top) => {
    const rowsTop = top + AXIS;
    const place = (bytes: number) => plotX(chart.largestBytes === 0 ? 0 : bytes / chart.largestBytes);
    return [
      pen.text(WIDTH - MARGIN, top + 14, "pull, empty host", "ink-3", {
        "font-size": 11,
        "text-anchor": "end",
      }),
      drawRows(
        pen,
        rowsTop,
        chart.rows.map((row) => ({
          variant: row.variant,
          name: names.get(row.imageId) ?? row.variant,
          below: `${row.blocks.length} layers`,
          readout: formatSize(row.pullBytes, unit),
          readoutBelow: besideText(row, chart, unit),
          isReference: row.isReference,
        })),
      ),
      ...chart.joins.map((join) => drawJoin(pen, join, rowsTop, place)),
      ...chart.rows.flatMap((row, index) =>
        row.blocks.map((block) => drawBlock(pen, row, block, rowsTop + index * ROW, place)),
      ),
    ].join("\n");
  });
}

function besideText(row: LayerRow, chart: LayerChart, unit: SizeUnit): string {
  if (!chart.referenceVariant) return "";
  return row.isReference
    ? "reference"
    : `${formatSize(row.besideReferenceBytes, unit)} beside ${chart.referenceVariant}`;
}

function drawBlock(
  pen: Pen,
  row: LayerRow,
  block: LayerBlock,
  top: number,
  place: (bytes: number) => number,
): string {
  const x = place(block.startBytes);
  const width = Math.max(place(block.startBytes + block.compressedBytes) - x, LEAST_WIDTH);
  const color = pen.color(row.variant);
  const looks = {
    shared: { fill: pen.color("sunken"), stroke: pen.color("ink-2") },
    binary: { fill: color },
    own: { fill: color, "fill-opacity": 0.22, stroke: color },
  };
  return pen.rect(x, top + (ROW - BLOCK) / 2, width, BLOCK, looks[block.kind]);
}

function drawJoin(pen: Pen, join: LayerJoin, rowsTop: number, place: (bytes: number) => number): string {
  const top = rowsTop + join.upperRow * ROW + (ROW + BLOCK) / 2;
  const bottom = top + ROW - BLOCK;
  const { upper, lower } = join;
  const points = [
    [place(upper.startBytes), top],
    [place(upper.endBytes), top],
    [place(lower.endBytes), bottom],
    [place(lower.startBytes), bottom],
  ];
  const written = points.map((point) => point.map((each) => each.toFixed(2)).join(",")).join(" ");
  return `<polygon points="${written}" fill="${pen.color("sunken")}" stroke="${pen.color("rule-2")}"/>`;
}
