import type { VariantId } from "./variants.ts";

export type Glyph = { d: string; strokeWidth?: number };

/** Emptier images have emptier glyphs; the distroless family is quadrilateral. Drawn in a 12 x 12 box. */
export const GLYPHS: Record<VariantId, Glyph> = {
  scratch: { d: "M1.6 6a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0-8.8 0z", strokeWidth: 2.2 },
  alpine: { d: "M6 .8 11.8 11H.2z" },
  "distroless-static": { d: "M2 2h8v8H2z", strokeWidth: 2.2 },
  "base-nossl": { d: "M6 0 12 6 6 12 0 6z" },
  "distroless-cc": { d: "M1 1h10v10H1z" },
  "debian-slim": { d: "M3.1.9h5.8L12 6 8.9 11.1H3.1L0 6z" },
  naive: { d: "M1.6 1.6 10.4 10.4M10.4 1.6 1.6 10.4", strokeWidth: 2.6 },
};
