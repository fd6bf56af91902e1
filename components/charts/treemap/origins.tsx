import { Size } from "@/components/ui/size.tsx";
import type { TreemapChart, TreemapLeaf } from "@/lib/charts/treemap.ts";

type Fill = { fill: string; stroke: string; ink: string; dash?: string };

/** Dashes mean that it is not there any more. */
export const FILLS: Record<TreemapLeaf["origin"], Fill> = {
  service: { fill: "var(--variant)", stroke: "var(--bg)", ink: "var(--on-variant)" },
  base: {
    fill: "color-mix(in oklab, var(--variant) 18%, var(--bg))",
    stroke: "color-mix(in oklab, var(--variant) 55%, var(--bg))",
    ink: "var(--ink)",
  },
  wasted: { fill: "var(--bg)", stroke: "var(--ink-2)", ink: "var(--ink)", dash: "4 3" },
};

export const ORIGIN_WORDS: Record<TreemapLeaf["origin"], string> = {
  service: "put on top of the base",
  base: "of the base",
  wasted: "hidden by a later layer",
};

/** What the fills mean and add up to. */
export function TreemapKey({ chart }: { chart: TreemapChart }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-caption text-ink-2">
      {chart.origins.map(({ origin, sizeBytes }) => {
        const { fill, stroke, dash } = FILLS[origin];
        return (
          <li key={origin} className="inline-flex items-center gap-1.5">
            <svg width="14" height="10" aria-hidden="true">
              <rect width="14" height="10" style={{ fill, stroke }} strokeWidth="2" strokeDasharray={dash} />
            </svg>
            {ORIGIN_WORDS[origin]}, <Size bytes={sizeBytes} />
          </li>
        );
      })}
    </ul>
  );
}

/** A file may be there several times: as it is seen, and hidden in other layers. */
export function leafKey({ origin, path, label, x, y }: TreemapLeaf): string {
  return `${origin} ${path} ${label} ${x} ${y}`;
}
