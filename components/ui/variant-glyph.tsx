import { GLYPHS } from "@/lib/variants/glyphs.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { classNames } from "./class-names.ts";

/** The path of a variant's glyph, for charts that draw it as a point. */
export function VariantShape({ variant }: { variant: VariantId }) {
  const shape = GLYPHS[variant];
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
