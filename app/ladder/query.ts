import type { Choice } from "@/components/compare/compare-toolbar.tsx";
import type { Segment } from "@/components/ui/segmented.tsx";
import { findLadder, LADDERS } from "@/lib/ladder/ladders.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";
import { one, type Params } from "../search-params.ts";
import { readSizeChoice, type SizeChoice, toSizeParams, toSizeSegments } from "../size-choice.ts";

export type LadderPageQuery = SizeChoice & { service: string | undefined; ladder: string };

/** The page's URL; words that it does not know are as if they were not there, but for the service. */
export function parseLadderQuery(params: Params): LadderPageQuery {
  const ladder = one(params.ladder) ?? "";
  return {
    service: one(params.service),
    ladder: findLadder(ladder)?.id ?? "full",
    ...readSizeChoice(params),
  };
}

/** The page with some of its query changed. */
function ladderHref(query: LadderPageQuery, change: Partial<LadderPageQuery> = {}): string {
  const next = { ...query, ...change };
  const pairs: [string, string | undefined][] = [
    ["service", next.service],
    ["ladder", next.ladder === "full" ? undefined : next.ladder],
    ...toSizeParams(next),
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
    ...toSizeSegments(query, (change) => ladderHref(query, change)),
  };
}

/** Which service climbs it; nothing to choose where there is one. */
export function toServiceChoice(service: string, services: readonly ServiceView[]): Choice[] {
  if (services.length < 2) return [];
  const options = services.map(({ slug, title }) => ({ value: slug, label: title || slug }));
  return [{ name: "service", label: "Service", value: service, options }];
}
