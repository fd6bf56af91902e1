import { formatCount } from "../../format.ts";
import type { SeverityChart, SeverityRow } from "../severity.ts";
import { type Pen, type Picture, toSvgFile } from "./canvas.ts";
import { inkOn, type Token } from "./palette.ts";
import { drawRows, PLOT, plotX, ROW } from "./rows-frame.ts";

const BAR = 22;
const WORDS = { "not-scannable": "not scannable", unknown: "findings unknown", none: "not scanned yet" };

/** Findings by severity as a file of its own; what was not seen into is hatched and has no figure. */
export function toSeveritySvg(chart: SeverityChart, names: Map<string, string>, picture: Picture): string {
  return toSvgFile(picture, chart.rows.length * ROW + 8, (pen, top) =>
    [
      drawRows(
        pen,
        top,
        chart.rows.map((row) => ({
          variant: row.variant,
          name: names.get(row.imageId) ?? row.variant,
          below: row.marks[0]?.text ?? "",
          readout: row.state === "count" ? `${row.isLowerBound ? "≥ " : ""}${formatCount(row.total)}` : "?",
          readoutBelow: row.marks[1]?.text ?? "",
          isReference: row.isReference,
        })),
      ),
      ...chart.rows.map((row, index) => drawBar(pen, row, top + index * ROW + (ROW - BAR) / 2)),
    ].join("\n"),
  );
}

function drawBar(pen: Pen, row: SeverityRow, y: number): string {
  if (row.state !== "count") {
    return (
      pen.rect(PLOT.left, y, PLOT.right - PLOT.left, BAR, {
        fill: "url(#unknown)",
        stroke: pen.color("rule-3"),
        "stroke-dasharray": "4 3",
      }) +
      pen.rect(PLOT.left + 8, y + 3, WORDS[row.state].length * 7 + 10, BAR - 6, { fill: pen.color("bg") }) +
      pen.text(PLOT.left + 13, y + 15, WORDS[row.state], "ink-2", { "font-size": 12, "font-weight": 600 })
    );
  }
  if (row.total === 0) return pen.line(PLOT.left, y, PLOT.left, y + BAR, "rule-3");
  return row.parts
    .map((part) => {
      const x = plotX(part.startRatio);
      const width = plotX(part.startRatio + part.widthRatio) - x;
      const token: Token = part.severity === "unknown" ? "bg" : `severity-${part.severity}`;
      const dashed =
        part.severity === "unknown" ? { stroke: pen.color("rule-3"), "stroke-dasharray": "4 3" } : {};
      const label = `${part.severity === "unknown" ? "U" : part.severity.charAt(0).toUpperCase()} ${part.count}`;
      const ink = part.severity === "unknown" ? pen.color("ink-2") : inkOn(token, pen.theme);
      return (
        pen.rect(x, y, Math.max(2, width - 1), BAR, { fill: pen.color(token), ...dashed }) +
        (width > label.length * 7 + 10
          ? pen.text(x + 6, y + 15, label, "ink", { "font-size": 12, "font-weight": 500, fill: ink })
          : "")
      );
    })
    .join("");
}
