import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { readFonts } from "./fonts.ts";

/** Twice as many pixels as the drawing has, so that it is sharp in a document. */
const SCALE = 2;

let ready: Promise<void> | undefined;

/** A chart's SVG file as PNG, twice as wide and high; equal files give equal bytes. Nothing is fetched for it. */
export async function svgToPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  ready ??= initWasm(readFile(join(process.cwd(), "node_modules/@resvg/resvg-wasm/index_bg.wasm")));
  await ready;
  const fontBuffers = (await readFonts()).map(({ data }) => data);
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: SCALE },
    font: { loadSystemFonts: false, fontBuffers, defaultFontFamily: "Geist" },
  });
  const picture = drawing.render();
  // what WebAssembly holds is not the garbage collector's to free
  try {
    return new Uint8Array(picture.asPng());
  } finally {
    picture.free();
    drawing.free();
  }
}
