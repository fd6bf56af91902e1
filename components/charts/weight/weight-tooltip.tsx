import { VariantName } from "@/components/ui/variant-name.tsx";
import type { PartKind, WeightChart } from "@/lib/charts/weight.ts";
import { formatSize } from "@/lib/format.ts";

export const PART_NAMES: Record<PartKind, string> = {
  binary: "Binary",
  added: "Added layers",
  base: "Base",
  certificates: "Certificates",
  other: "Other",
};

/** A bar's parts in figures. Recharts gives `active` and `label`. */
export function WeightTooltip({
  chart,
  active,
  label,
}: {
  chart: WeightChart;
  active?: boolean;
  label?: string | number;
}) {
  const row = chart.rows.find((candidate) => candidate.imageId === label);
  if (!active || !row) return null;
  return (
    <div className="rounded-control border border-rule-2 bg-raised px-3 py-2.5 text-caption text-ink-2 shadow-float">
      <VariantName variant={row.variant} />
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-6">
        {row.parts.map((part) => (
          <div key={part.kind} className="contents">
            <dt>{PART_NAMES[part.kind]}</dt>
            <dd className="text-right text-ink">{formatSize(part.bytes, chart.unit, 3)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
