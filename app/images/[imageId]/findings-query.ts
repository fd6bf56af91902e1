import { one, type Params, pick, toOffset } from "@/app/search-params.ts";
import { FINDINGS_MODES, type FindingsMode } from "@/lib/charts/severity.ts";
import { ORIGINS, type Origin, SEVERITIES, type Severity } from "@/lib/findings/schemas.ts";

/** The findings' filters as they stand in the image page's URL. */
export type FindingsQuery = {
  severity?: Severity[] | undefined;
  origin?: Origin[] | undefined;
  mode: FindingsMode;
  search?: string | undefined;
  offset: number;
};

/** Words that are not known are passed over: a filter that says nothing shows everything. */
export function parseFindingsQuery(params: Params): FindingsQuery {
  const severity = pick(SEVERITIES, params.severity);
  const origin = pick(ORIGINS, params.origin);
  const search = one(params.search)?.slice(0, 200);
  return {
    ...(severity ? { severity } : {}),
    ...(origin ? { origin } : {}),
    ...(search ? { search } : {}),
    mode: FINDINGS_MODES.find((mode) => mode === one(params.findings)) ?? "all",
    offset: toOffset(params.offset),
  };
}

/** A link to the same page with some of the filters changed; another filter starts at the first finding. */
export function findingsHref(query: FindingsQuery, changes: Partial<FindingsQuery>): string {
  const next = { ...query, offset: 0, ...changes };
  const params = new URLSearchParams();
  if (next.severity) params.set("severity", next.severity.join(","));
  if (next.origin) params.set("origin", next.origin.join(","));
  if (next.mode !== "all") params.set("findings", next.mode);
  if (next.search) params.set("search", next.search);
  if (next.offset > 0) params.set("offset", String(next.offset));
  return `?${params}#findings`;
}
