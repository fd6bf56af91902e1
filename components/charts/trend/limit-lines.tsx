import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { TrendChart } from "@/lib/charts/trend.ts";
import { percent } from "../percent.ts";

/** What budgets allow, as dashed lines; the budgets' table has the same as text. */
export function LimitLines({ chart }: { chart: TrendChart }) {
  return chart.limits.map(({ variant, up, value, isTold, isBelow }) => (
    <div
      key={`${variant} ${value}`}
      aria-hidden="true"
      data-variant={variant}
      className="pointer-events-none absolute inset-x-0 border-variant border-t border-dashed"
      style={{ bottom: percent(up) }}
    >
      {isTold ? (
        <span
          className={`absolute right-0 flex items-center gap-1 px-1 text-axis text-ink-2 ${isBelow ? "top-0.5" : "bottom-0.5"}`}
        >
          <VariantGlyph variant={variant} />
          {`budget ${value.toFixed(2)} ${chart.unit}`}
        </span>
      ) : null}
    </div>
  ));
}
