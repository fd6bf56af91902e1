import type { Choice } from "@/components/compare/compare-toolbar.tsx";
import type { Segment } from "@/components/ui/segmented.tsx";
import type { Measure } from "@/lib/charts/waterfall.ts";
import type { SizeUnit } from "@/lib/format.ts";
import { findLadder, LADDERS } from "@/lib/ladder/ladders.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";

export type LadderPageQuery = {
  service: string | undefined;
  ladder: string;
  measure: Measure;
  unit: SizeUnit;
};

type Params = Record<string, string | string[] | undefined>;

function readOne(params: Params, name: string): string | undefined {
  const value = params[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === "" ? undefined : text;
}

/** The page's URL; words that it does not know are as if they were not there, but for the service. */
export function parseLadderQuery(params: Params): LadderPageQuery {
  const ladder = readOne(params, "ladder") ?? "";
  return {
    service: readOne(params, "service"),
    ladder: findLadder(ladder)?.id ?? "full",
    measure: readOne(params, "size") === "compressed" ? "compressed" : "uncompressed",
    unit: readOne(params, "unit") === "MiB" ? "MiB" : "MB",
  };
}

/** The page with some of its query changed. */
export function ladderHref(query: LadderPageQuery, change: Partial<LadderPageQuery> = {}): string {
  const next = { ...query, ...change };
  const pairs: [string, string | undefined][] = [
    ["service", next.service],
    ["ladder", next.ladder === "full" ? undefined : next.ladder],
    ["size", next.measure === "compressed" ? "compressed" : undefined],
    ["unit", next.unit === "MiB" ? "MiB" : undefined],
  ];
  const search = new URLSearchParams(
    pairs.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  ).toString();
  return search === "" ? "/ladder" : `/ladder?${search}`;
}

export function toLadderSegments(
  query: LadderPageQuery,
): Record<"ladders" | "measures" | "units", Segment[]> {
  return {
    ladders: LADDERS.map(({ id, title }) => ({
      label: title,
      href: ladderHref(query, { ladder: id }),
      current: query.ladder === id,
    })),
    measures: (["uncompressed", "compressed"] as const).map((measure) => ({
      label: measure === "compressed" ? "Compressed" : "Uncompressed",
      href: ladderHref(query, { measure }),
      current: query.measure === measure,
    })),
    units: (["MB", "MiB"] as const).map((unit) => ({
      label: unit,
      href: ladderHref(query, { unit }),
      current: query.unit === unit,
    })),
  };
}

/** Which service climbs it; nothing to choose where there is one. */
export function toServiceChoice(service: string, services: readonly ServiceView[]): Choice[] {
  if (services.length < 2) return [];
  const options = services.map(({ slug, title }) => ({ value: slug, label: title || slug }));
  return [{ name: "service", label: "Service", value: service, options }];
}
