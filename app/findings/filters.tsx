import { Input } from "@/components/ui/field.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { FINDINGS_MODES, type FindingsMode } from "@/lib/charts/severity.ts";
import { toCompareQueryString } from "@/lib/compare/query.ts";
import { ORIGINS, SEVERITIES } from "@/lib/findings/schemas.ts";
import type { FindingsAcross } from "@/lib/findings/schemas-across.ts";
import { formatCount } from "@/lib/format.ts";
import { type AcrossQuery, acrossHref, toFields } from "./query.ts";

const MODES: Record<FindingsMode, string> = { all: "All", fixable: "Fixable only", unique: "Different CVEs" };
const ACCEPTED: Record<AcrossQuery["accepted"], string> = {
  without: "Open",
  with: "Open and accepted",
  only: "Accepted",
};

/** Which of the findings are listed: links and a form, all of it in the address. */
export function AcrossFilters({ query, list }: { query: AcrossQuery; list: FindingsAcross }) {
  const severities = SEVERITIES.filter((severity) => list.bySeverity[severity] > 0);
  const origins = ORIGINS.filter((origin) => list.byOrigin[origin] > 0);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 [&>fieldset]:max-w-full [&>fieldset]:flex-none [&>fieldset]:overflow-x-auto">
      <Segmented
        label="What is counted"
        segments={FINDINGS_MODES.map((mode) => ({
          label: MODES[mode],
          href: acrossHref(query, { compare: { ...query.compare, findings: mode } }),
          current: mode === list.mode,
        }))}
      />
      <Segmented
        label="Severity"
        segments={[
          {
            label: "Any severity",
            href: acrossHref(query, { severity: undefined }),
            current: !query.severity,
          },
          ...severities.map((severity) => ({
            label: `${severity} ${formatCount(list.bySeverity[severity])}`,
            href: acrossHref(query, { severity: [severity] }),
            current: query.severity?.includes(severity) ?? false,
          })),
        ]}
      />
      {origins.length > 1 ? (
        <Segmented
          label="Origin"
          segments={[
            { label: "Any origin", href: acrossHref(query, { origin: undefined }), current: !query.origin },
            ...origins.map((origin) => ({
              label: `${origin} ${formatCount(list.byOrigin[origin])}`,
              href: acrossHref(query, { origin: [origin] }),
              current: query.origin?.includes(origin) ?? false,
            })),
          ]}
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
      <Search query={query} />
      <span className="text-caption text-ink-3" aria-live="polite">
        {formatCount(list.matching)} {list.matching === 1 ? "row" : "rows"}
      </span>
    </div>
  );
}

function Search({ query }: { query: AcrossQuery }) {
  const kept = [
    ...new URLSearchParams(toCompareQueryString(query.compare)),
    ...toFields({ ...query, search: undefined, offset: 0 }),
  ];
  return (
    <search>
      <form action="/findings">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Input
          name="q"
          type="search"
          defaultValue={query.search ?? ""}
          placeholder="Advisory, package or words"
          aria-label="Search findings"
          className="w-56"
        />
      </form>
    </search>
  );
}
