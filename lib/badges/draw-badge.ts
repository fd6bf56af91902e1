import { element, escapeXml } from "../charts/svg/canvas.ts";
import { PALETTES } from "../charts/svg/palette.ts";
import { GLYPHS } from "../variants/glyphs.ts";
import type { VariantId } from "../variants/variants.ts";
import { textWidth } from "./text-width.ts";

export type Badge = {
  label: string;
  value: string;
  /** Its mark stands before the label. */
  variant?: VariantId | undefined;
  /** True where the value says that something is not known: it stands on hatching. */
  isUnknown?: boolean;
  /** What a pointer that rests on it is told, where that is more than label and value. */
  remark?: string | undefined;
};

const HEIGHT = 20;
const PAD = 7;
const GLYPH = 12;
const colors = PALETTES.light;
const FONT = "Geist, Verdana, 'DejaVu Sans', 'Segoe UI', sans-serif";

/**
 * A badge as an SVG file that needs no font from elsewhere: every text is fitted into the width that was counted for it.
 * It has one look, readable on light and dark pages.
 */
export function drawBadge(badge: Badge): string {
  const glyphWidth = badge.variant ? GLYPH + 4 : 0;
  const labelWidth = PAD + glyphWidth + textWidth(badge.label) + PAD;
  const valueWidth = PAD + textWidth(badge.value) + PAD;
  const width = labelWidth + valueWidth;
  const name = `${badge.label}: ${badge.value}`;
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: "img",
      "aria-label": name,
      "font-family": FONT,
      "font-size": 11,
    },
    [
      element("title", {}, escapeXml(badge.remark ? `${name}. ${badge.remark}` : name)),
      element("defs", {}, shape(width) + (badge.isUnknown ? HATCH : "")),
      element(
        "g",
        { "clip-path": `url(#shape-${width})` },
        [
          element("rect", { width: labelWidth, height: HEIGHT, fill: colors["ink-2"] }),
          element("rect", { x: labelWidth, width: valueWidth, height: HEIGHT, fill: colors.sunken }),
          badge.isUnknown
            ? element("rect", { x: labelWidth, width: valueWidth, height: HEIGHT, fill: "url(#unknown)" })
            : "",
        ].join(""),
      ),
      badge.variant ? glyph(badge.variant) : "",
      text(PAD + glyphWidth, badge.label, "#ffffff"),
      badge.isUnknown
        ? element("rect", {
            x: labelWidth + PAD - 3,
            y: 3,
            width: valueWidth - 2 * PAD + 6,
            height: HEIGHT - 6,
            fill: colors.sunken,
          })
        : "",
      text(labelWidth + PAD, badge.value, colors.ink),
    ].join(""),
  );
}

const HATCH = element(
  "pattern",
  { id: "unknown", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
  element("line", { y2: 6, stroke: colors.hatch, "stroke-width": 4 }),
);

function shape(width: number): string {
  return element("clipPath", { id: `shape-${width}` }, element("rect", { width, height: HEIGHT, rx: 4 }));
}

function glyph(variant: VariantId): string {
  const { d, strokeWidth } = GLYPHS[variant];
  const look = strokeWidth
    ? { fill: "none", stroke: "#ffffff", "stroke-width": strokeWidth }
    : { fill: "#ffffff" };
  return element("path", { d, transform: `translate(${PAD} ${(HEIGHT - GLYPH) / 2})`, ...look });
}

function text(x: number, words: string, fill: string): string {
  return element("text", { x, y: 14, fill, textLength: textWidth(words) }, escapeXml(words));
}
