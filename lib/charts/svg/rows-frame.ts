import type { VariantId } from "../../variants/variants.ts";
import { formatTick, type Ruler } from "../ruler.ts";
import { MARGIN, type Pen, WIDTH } from "./canvas.ts";

/** A plot's left and right edge between the names and the readouts. */
export const PLOT = { left: 236, right: WIDTH - 214 };
export const ROW = 52;
export const AXIS = 26;

/** Where a share of the plot (0..1) lies, in pixels from the picture’s left edge. */
export const plotX = (ratio: number) => PLOT.left + ratio * (PLOT.right - PLOT.left);

export type FrameRow = {
  variant: VariantId;
  name: string;
  below: string;
  readout: string;
  readoutBelow: string;
  isReference: boolean;
};

/** Names on the left, readouts on the right, a hairline between rows. */
export function drawRows(pen: Pen, top: number, rows: readonly FrameRow[]): string {
  return rows
    .map((row, index) => {
      const y = top + index * ROW;
      return [
        index > 0 ? pen.line(MARGIN, y, WIDTH - MARGIN, y, "rule") : "",
        pen.glyph(row.variant, MARGIN, y + 13),
        pen.text(MARGIN + 20, y + 24, row.name, "ink", {
          "font-size": 14,
          "font-weight": row.isReference ? 600 : 500,
        }),
        pen.text(MARGIN + 20, y + 40, row.below, "ink-3", { "font-size": 11 }),
        pen.text(WIDTH - MARGIN, y + 26, row.readout, "ink", {
          "font-size": 17,
          "font-weight": 500,
          "text-anchor": "end",
        }),
        pen.text(WIDTH - MARGIN, y + 42, row.readoutBelow, "ink-3", {
          "font-size": 11,
          "text-anchor": "end",
        }),
      ].join("");
    })
    .join("");
}

/** Ticks and their figures over the plot; `unit` stands at zero. */
export function drawRuler(pen: Pen, top: number, bottom: number, ruler: Ruler, unit: string): string {
  return ruler.majors
    .map((value) => {
      const x = plotX(value / ruler.max);
      const label = formatTick(value, ruler.step);
      return (
        pen.line(x, top + AXIS, x, bottom, "rule") +
        pen.text(x, top + 14, value === 0 ? `${label} ${unit}` : label, "ink-3", {
          "font-size": 11,
          "text-anchor": value === 0 ? "start" : "middle",
        })
      );
    })
    .join("");
}
