import type { VariantId } from "@/lib/variants/variants.ts";
import { classNames } from "./class-names.ts";

/** Emptier images have emptier glyphs; the distroless family is quadrilateral. Drawn in a 12 x 12 box. */
const SHAPES: Record<VariantId, { d: string; strokeWidth?: number }> = {
  scratch: { d: "M1.6 6a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0-8.8 0z", strokeWidth: 2.2 },
  alpine: { d: "M6 .8 11.8 11H.2z" },
  "distroless-static": { d: "M2 2h8v8H2z", strokeWidth: 2.2 },
  "base-nossl": { d: "M6 0 12 6 6 12 0 6z" },
  "distroless-cc": { d: "M1 1h10v10H1z" },
  "debian-slim": { d: "M3.1.9h5.8L12 6 8.9 11.1H3.1L0 6z" },
  naive: { d: "M1.6 1.6 10.4 10.4M10.4 1.6 1.6 10.4", strokeWidth: 2.6 },
};

/** The path of a variant's glyph, for charts that draw it as a point. */
export function VariantShape({ variant }: { variant: VariantId }) {
  const shape = SHAPES[variant];
  return shape.strokeWidth ? (
    <path d={shape.d} fill="none" stroke="var(--variant)" strokeWidth={shape.strokeWidth} />
  ) : (
    <path d={shape.d} fill="var(--variant)" />
  );
}

/** The variant's mark, 12 px, in its colour. Without `label` it is decoration beside a name. */
export function VariantGlyph({
  variant,
  label,
  className,
}: {
  variant: VariantId;
  label?: boolean;
  className?: string;
}) {
  const names = classNames("inline-block size-3 flex-none overflow-visible", className);
  if (label)
    return (
      <svg data-variant={variant} viewBox="0 0 12 12" className={names} role="img" aria-label={variant}>
        <title>{variant}</title>
        <VariantShape variant={variant} />
      </svg>
    );
  return (
    <svg data-variant={variant} viewBox="0 0 12 12" className={names} aria-hidden="true">
      <VariantShape variant={variant} />
    </svg>
  );
}
