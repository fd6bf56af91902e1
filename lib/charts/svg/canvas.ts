import { GLYPHS } from "../../variants/glyphs.ts";
import type { VariantId } from "../../variants/variants.ts";
import { PALETTES, type Theme, type Token } from "./palette.ts";

/** The width of every picture, in pixels. */
export const WIDTH = 1080;
export const MARGIN = 28;

type Attributes = Record<string, string | number | undefined>;

/** Text as XML: nothing in it ends an element or an attribute; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** An element as text: attributes escaped, numbers to two decimals; `content` is markup already and stays as it is. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [` ${key}="${typeof value === "number" ? Number(value.toFixed(2)) : escapeXml(value)}"`],
  );
  return content === ""
    ? `<${name}${written.join("")}/>`
    : `<${name}${written.join("")}>${content}</${name}>`;
}

export type Pen = ReturnType<typeof toPen>;

/** What pictures are drawn with, in one theme's colours. */
function toPen(theme: Theme) {
  const colors = PALETTES[theme];
  const color = (token: Token) => colors[token];
  return {
    theme,
    color,
    rect: (x: number, y: number, width: number, height: number, rest: Attributes = {}) =>
      element("rect", { x, y, width: Math.max(0, width), height, ...rest }),
    line: (x1: number, y1: number, x2: number, y2: number, token: Token, rest: Attributes = {}) =>
      element("line", { x1, y1, x2, y2, stroke: color(token), ...rest }),
    text: (x: number, y: number, words: string, token: Token = "ink", rest: Attributes = {}) =>
      element("text", { x, y, fill: color(token), ...rest }, escapeXml(words)),
    /** A variant's mark in a 12 px box whose upper left corner is given. */
    glyph: (variant: VariantId, x: number, y: number) => {
      const { d, strokeWidth } = GLYPHS[variant];
      const look = strokeWidth
        ? { fill: "none", stroke: color(variant), "stroke-width": strokeWidth }
        : { fill: color(variant) };
      return element("path", { d, transform: `translate(${x} ${y})`, ...look });
    },
  };
}

export type Picture = { title: string; subtitle: string; foot: string; theme: Theme };

const HEAD = 78;
const FOOT = 44;

/** A whole SVG file: title, drawing, and where its figures come from. It needs no font, style or file from elsewhere. */
export function toSvgFile(picture: Picture, height: number, draw: (pen: Pen, top: number) => string): string {
  const pen = toPen(picture.theme);
  const total = HEAD + height + FOOT;
  const hatch = element(
    "pattern",
    {
      id: "unknown",
      width: 6,
      height: 6,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    },
    pen.rect(0, 0, 6, 6, { fill: pen.color("bg") }) + pen.line(0, 0, 0, 6, "hatch", { "stroke-width": 2 }),
  );
  const parts = [
    element("title", {}, escapeXml(picture.title)),
    element("defs", {}, hatch),
    pen.rect(0, 0, WIDTH, total, { fill: pen.color("bg") }),
    pen.text(MARGIN, 38, picture.title, "ink", { "font-size": 20, "font-weight": 600 }),
    pen.text(MARGIN, 60, picture.subtitle, "ink-3", { "font-size": 13 }),
    draw(pen, HEAD),
    pen.text(MARGIN, total - 18, picture.foot, "ink-3", { "font-size": 11 }),
  ];
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: WIDTH,
      height: total,
      viewBox: `0 0 ${WIDTH} ${total}`,
      role: "img",
      "font-family": "Geist, Inter, system-ui, -apple-system, 'Segoe UI', sans-serif",
    },
    parts.join("\n"),
  );
}
