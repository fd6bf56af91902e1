import { ORIGINS, type Origin, SEVERITIES, type Severity } from "@/lib/findings/schemas.ts";

/** The findings' filters as they stand in the image page's URL. */
export type FindingsQuery = {
  severity?: Severity[] | undefined;
  origin?: Origin[] | undefined;
  fixable: boolean;
  search?: string | undefined;
  offset: number;
};

type Params = Record<string, string | string[] | undefined>;

/** Words that are not known are passed over: a filter that says nothing shows everything. */
export function parseFindingsQuery(params: Params): FindingsQuery {
  const severity = pick(SEVERITIES, params.severity);
  const origin = pick(ORIGINS, params.origin);
  const offset = Number(one(params.offset));
  const search = one(params.search)?.slice(0, 200);
  return {
    ...(severity ? { severity } : {}),
    ...(origin ? { origin } : {}),
    ...(search ? { search } : {}),
    fixable: one(params.fixable) === "true",
    offset: Number.isSafeInteger(offset) && offset > 0 && offset < 1_000_000 ? offset : 0,
  };
}

/** A link to the same page with some of the filters changed; another filter starts at the first finding. */
export function findingsHref(query: FindingsQuery, changes: Partial<FindingsQuery>): string {
  const next = { ...query, offset: 0, ...changes };
  const params = new URLSearchParams();
  if (next.severity) params.set("severity", next.severity.join(","));
  if (next.origin) params.set("origin", next.origin.join(","));
  if (next.fixable) params.set("fixable", "true");
  if (next.search) params.set("search", next.search);
  if (next.offset > 0) params.set("offset", String(next.offset));
  return `?${params}#findings`;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function pick<W extends string>(words: readonly W[], value: string | string[] | undefined): W[] | undefined {
  const asked = one(value)?.split(",") ?? [];
  const known = words.filter((word) => asked.includes(word));
  return known.length > 0 ? known : undefined;
}
