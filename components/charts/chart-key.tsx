import type { Measure } from "@/lib/charts/weight.ts";

const SWATCHES = {
  binary: <i className="h-2.5 w-3.5 border border-ink-2 bg-ink-2" />,
  base: <i className="h-2.5 w-3.5 border border-ink-2 bg-[color-mix(in_oklab,var(--ink-2)_22%,var(--bg))]" />,
  certificates: <i className="h-3 w-[3px] bg-ink" />,
  other: (
    <i className="h-2.5 w-3.5 border border-ink-2 bg-[repeating-linear-gradient(90deg,var(--ink-2)_0_1px,transparent_1px_3px)]" />
  ),
  reference: <i className="h-3.5 w-0 border-accent border-l-2" />,
};

const KEYS: Record<Measure, [keyof typeof SWATCHES, string][]> = {
  uncompressed: [
    ["binary", "binary"],
    ["base", "base"],
    ["certificates", "certificates"],
    ["other", "other"],
    ["reference", "reference"],
  ],
  compressed: [
    ["binary", "added layers"],
    ["base", "layers of the base"],
    ["reference", "reference"],
  ],
};

/** What the fills of the weight chart mean. */
export function WeightKey({ measure }: { measure: Measure }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-ink-2">
      {KEYS[measure].map(([swatch, label]) => (
        <li key={swatch} className="inline-flex items-center gap-1.5">
          {SWATCHES[swatch]}
          {label}
        </li>
      ))}
    </ul>
  );
}
