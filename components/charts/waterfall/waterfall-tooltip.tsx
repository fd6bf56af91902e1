import { deltaText } from "@/components/ui/size.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { WaterfallGroup } from "@/lib/charts/waterfall.ts";
import { formatSize, type SizeUnit } from "@/lib/format.ts";

/** A rung in figures. Recharts gives `active` and `label`. */
export function WaterfallTooltip({
  group,
  unit,
  active,
  label,
}: {
  group: WaterfallGroup;
  unit: SizeUnit;
  active?: boolean;
  label?: string | number;
}) {
  const row = group.rows.find((candidate) => candidate.rung.id === label);
  if (!active || row?.bytes === undefined) return null;
  const lines: [string, string][] = [
    ["Size", formatSize(row.bytes, unit, 3)],
    ...(row.binaryBytes > 0
      ? ([["Binary", formatSize(row.binaryBytes, unit, 3)]] as [string, string][])
      : []),
    ...(row.delta ? ([["Step", deltaText(row.delta, unit)]] as [string, string][]) : []),
  ];
  return (
    <div className="rounded-control border border-rule-2 bg-raised px-3 py-2.5 text-caption text-ink-2 shadow-float">
      <span className="inline-flex items-center gap-2 font-medium text-ink">
        <VariantGlyph variant={row.rung.variant} />
        {row.rung.title}
      </span>
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-6">
        {lines.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="text-right text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
