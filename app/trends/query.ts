import { TREND_AXES, type TrendAxis } from "@/lib/trends/schemas.ts";
import { VARIANT_IDS, type VariantId } from "@/lib/variants/variants.ts";
import { one, type Params, pick } from "../search-params.ts";
import { readSizeChoice, type SizeChoice, toSizeParams } from "../size-choice.ts";

/** Everything that the trends page shows is in its URL; this is the URL, parsed. */
export type TrendsQuery = SizeChoice & {
  service: string | undefined;
  recipe: string;
  /** Which lines are shown; all without it. */
  variants: VariantId[] | undefined;
  from: string | undefined;
  to: string | undefined;
  by: TrendAxis;
};

/** Words that are not known count as absent; a time may be as a browser's own field writes it, in UTC. */
export function parseTrendsQuery(params: Params): TrendsQuery {
  return {
    service: one(params.service),
    recipe: one(params.recipe) ?? "default",
    variants: pick(VARIANT_IDS, params.variants),
    from: toTime(one(params.from)),
    to: toTime(one(params.to)),
    by: pick(TREND_AXES, params.by)?.[0] ?? "run",
    ...readSizeChoice(params),
  };
}

function toTime(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const full = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? `${text}Z` : text;
  const ms = Date.parse(full);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** `/trends?…` with some of the query changed; what is the default is left out. */
export function trendsHref(query: TrendsQuery, changes: Partial<TrendsQuery> = {}): string {
  const next = { ...query, ...changes };
  const params: [string, string | undefined][] = [
    ["service", next.service],
    ["recipe", next.recipe === "default" ? undefined : next.recipe],
    ["variants", next.variants?.join(",")],
    ["from", next.from],
    ["to", next.to],
    ["by", next.by === "run" ? undefined : next.by],
    ...toSizeParams(next),
  ];
  const text = params
    .flatMap(([name, value]) =>
      value ? [`${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`] : [],
    )
    .join("&");
  return text === "" ? "/trends" : `/trends?${text}`;
}
