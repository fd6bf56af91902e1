import { one, type Params, pick, toOffset } from "@/app/search-params.ts";
import { type CompareQuery, parseCompareQuery, toCompareQueryString } from "@/lib/compare/query.ts";
import type { FindingsView } from "@/lib/findings/filter-findings.ts";
import { ORIGINS, type Origin, SEVERITIES, type Severity } from "@/lib/findings/schemas.ts";

/** The list's address: the comparison's own words, and which of its findings are shown. */
export type AcrossQuery = {
  compare: CompareQuery;
  severity?: Severity[] | undefined;
  origin?: Origin[] | undefined;
  accepted: FindingsView["accepted"];
  search?: string | undefined;
  offset: number;
};

/** Words of a filter that are not known are passed over. Throws bad-input as parseCompareQuery does. */
export function parseAcrossQuery(params: Params): AcrossQuery {
  const accepted = one(params.accepted);
  return {
    compare: parseCompareQuery(params),
    severity: pick(SEVERITIES, params.severity),
    origin: pick(ORIGINS, params.origin),
    accepted: accepted === "with" || accepted === "only" ? accepted : "without",
    search: one(params.q)?.slice(0, 200),
    offset: toOffset(params.offset),
  };
}

/** `/findings?…` with some of the query changed; another filter starts at the first row. */
export function acrossHref(query: AcrossQuery, changes: Partial<AcrossQuery> = {}): string {
  const next = { ...query, offset: 0, ...changes };
  const params = new URLSearchParams(toCompareQueryString(next.compare));
  for (const [name, value] of toFields(next)) params.set(name, value);
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "/findings" : `/findings?${text}`;
}

/** What a form has to carry along beside the words that are searched for. */
export function toFields({ severity, origin, accepted, search, offset }: AcrossQuery): [string, string][] {
  const pairs: [string, string | undefined][] = [
    ["severity", severity?.join(",")],
    ["origin", origin?.join(",")],
    ["accepted", accepted === "without" ? undefined : accepted],
    ["q", search],
    ["offset", offset > 0 ? String(offset) : undefined],
  ];
  return pairs.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
}
