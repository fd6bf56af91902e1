import { classNames } from "@/components/ui/class-names.ts";
import { Link } from "@/components/ui/link.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { VariantId } from "@/lib/variants/variants.ts";

export type Chip = {
  variant: VariantId;
  /** What the chip is called; two images of one variant have different names. */
  name: string;
  shown: boolean;
  href: string;
};

/** Which variants are compared: each a link that puts it in or takes it out. */
export function VariantChips({ chips }: { chips: readonly Chip[] }) {
  return (
    <ul
      aria-label="Variants"
      className="no-scrollbar -mx-4 flex w-[calc(100%+32px)] gap-1.5 overflow-x-auto px-4 py-0.5 md:mx-0 md:w-auto md:flex-wrap md:overflow-visible md:px-0 lg:min-w-0 lg:flex-1 lg:flex-nowrap lg:overflow-x-auto"
    >
      {chips.map(({ variant, name, shown, href }) => (
        <li key={name}>
          <Link
            href={href}
            scroll={false}
            aria-current={shown ? "true" : undefined}
            title={shown ? `Take ${name} out` : `Add ${name}`}
            className={classNames(
              "inline-flex h-9 items-center gap-[7px] whitespace-nowrap rounded-control border border-rule-2 px-[9px] text-caption no-underline -outline-offset-2 transition-colors duration-[120ms] hover:border-rule-3 hover:text-ink md:h-8",
              shown ? "font-medium text-ink" : "border-dashed text-ink-3",
            )}
          >
            <VariantGlyph variant={variant} className={shown ? "" : "opacity-60"} />
            <span className={shown ? undefined : "md:sr-only"}>{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
