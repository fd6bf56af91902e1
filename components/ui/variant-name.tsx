import { Link } from "@/components/ui/link.tsx";
import type { VariantId } from "@/lib/variants/variants.ts";
import { classNames } from "./class-names.ts";
import { VariantGlyph } from "./variant-glyph.tsx";

/** Glyph and name; the name is always ink. With `href` it is a link that underlines when pointed at. */
export function VariantName({
  variant,
  mark,
  href,
  className,
}: {
  variant: VariantId;
  /** Tells it from another image of the same variant. */
  mark?: string;
  href?: string;
  className?: string;
}) {
  const names = classNames(
    "inline-flex items-center gap-2 whitespace-nowrap font-medium text-ink",
    className,
  );
  const inside = (
    <>
      <VariantGlyph variant={variant} />
      {/* its baseline is the whole name’s, so that it stands level with what is beside it */}
      <span className="self-baseline">{variant}</span>
      {mark ? <small className="font-normal text-axis text-ink-3">{mark}</small> : null}
    </>
  );
  if (!href) return <span className={names}>{inside}</span>;
  return (
    <Link href={href} className={classNames(names, "no-underline hover:text-ink hover:underline")}>
      {inside}
    </Link>
  );
}
