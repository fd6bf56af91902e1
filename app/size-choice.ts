import type { Segment } from "@/components/ui/segmented.tsx";
import type { Measure } from "@/lib/charts/measuring.ts";
import type { SizeUnit } from "@/lib/format.ts";
import { one, type Params } from "./search-params.ts";

/** How sizes are shown: a part of many a page's URL. */
export type SizeChoice = { measure: Measure; unit: SizeUnit };

/** Words that are not known count as absent. */
export function readSizeChoice(params: Params): SizeChoice {
  return {
    measure: one(params.size) === "compressed" ? "compressed" : "uncompressed",
    unit: one(params.unit) === "MiB" ? "MiB" : "MB",
  };
}

/** The URL's parameters for it; what is the default is left out. */
export function toSizeParams({ measure, unit }: SizeChoice): [name: string, value: string | undefined][] {
  return [
    ["size", measure === "compressed" ? "compressed" : undefined],
    ["unit", unit === "MiB" ? "MiB" : undefined],
  ];
}

/** The links that choose it, out of the link to the same page with one of them changed. */
export function toSizeSegments(
  chosen: SizeChoice,
  href: (change: Partial<SizeChoice>) => string,
): { measures: Segment[]; units: Segment[] } {
  return {
    measures: (["uncompressed", "compressed"] as const).map((measure) => ({
      label: measure === "compressed" ? "Compressed" : "Uncompressed",
      href: href({ measure }),
      current: chosen.measure === measure,
    })),
    units: (["MB", "MiB"] as const).map((unit) => ({
      label: unit,
      href: href({ unit }),
      current: chosen.unit === unit,
    })),
  };
}
