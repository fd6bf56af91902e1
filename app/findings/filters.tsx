import { ChooseFindingsMode, FilterLine, toCountSegments } from "@/components/findings/finding-filters.tsx";
import { QueryForm } from "@/components/ui/query-form.tsx";
import { QuerySearch } from "@/components/ui/query-search.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { toCompareQueryString } from "@/lib/compare/query.ts";
import { ORIGINS, SEVERITIES } from "@/lib/findings/schemas.ts";
import type { FindingsAcross } from "@/lib/findings/schemas-across.ts";
import { formatCount } from "@/lib/format.ts";
import { type AcrossQuery, acrossHref, toFields } from "./query.ts";

const ACCEPTED: Record<AcrossQuery["accepted"], string> = {
  without: "Open",
  with: "Open and accepted",
  only: "Accepted",
};

/** Which of the findings are listed: links and a form, all of it in the address. */
export function AcrossFilters({ query, list }: { query: AcrossQuery; list: FindingsAcross }) {
  const origins = ORIGINS.filter((origin) => list.byOrigin[origin] > 0);
  const kept = [
    ...new URLSearchParams(toCompareQueryString(query.compare)),
    ...toFields({ ...query, search: undefined, offset: 0 }),
  ];
  return (
    <FilterLine>
      <ChooseFindingsMode
        mode={list.mode}
        href={(findings) => acrossHref(query, { compare: { ...query.compare, findings } })}
      />
      <Segmented
        label="Severity"
        segments={toCountSegments({
          any: "Any severity",
          words: SEVERITIES,
          counts: list.bySeverity,
          chosen: query.severity,
          href: (severity) => acrossHref(query, { severity }),
        })}
      />
      {origins.length > 1 ? (
        <Segmented
          label="Origin"
          segments={toCountSegments({
            any: "Any origin",
            words: ORIGINS,
            counts: list.byOrigin,
            chosen: query.origin,
            href: (origin) => acrossHref(query, { origin }),
          })}
        />
      ) : null}
      <Segmented
        label="Acceptance"
        segments={(["without", "with", "only"] as const).map((accepted) => ({
          label: ACCEPTED[accepted],
          href: acrossHref(query, { accepted }),
          current: query.accepted === accepted,
        }))}
      />
      <QueryForm action="/findings" kept={kept} className="flex items-center gap-2">
        <QuerySearch name="q" label="Advisory, package or words" value={query.search ?? ""} page="offset" />
      </QueryForm>
      <span className="text-caption text-ink-3" aria-live="polite">
        {formatCount(list.matching)} {list.matching === 1 ? "row" : "rows"}
      </span>
    </FilterLine>
  );
}
