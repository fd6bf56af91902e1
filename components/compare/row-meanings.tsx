import type { ExplainedRow } from "@/lib/compare/matrix.ts";

const ASPECTS = [
  ["explanation", "What it means"],
  ["why", "Why it matters"],
  ["breaks", "What breaks"],
  ["mend", "How to mend it"],
] as const;

const COLUMNS = "grid gap-x-8 gap-y-2 md:grid-cols-[150px_minmax(0,1fr)]";
const CELLS = "grid gap-x-8 gap-y-2 md:grid-cols-4";

/** What the rows' labels tell on hover, to be read in one go, printed, or without JavaScript. */
export function RowMeanings({ groups }: { groups: readonly { title: string; rows: ExplainedRow[] }[] }) {
  return groups.map(({ title, rows }) => (
    <section key={title} aria-label={title} className="pb-7">
      <div className={`${COLUMNS} items-end border-rule-3 border-b pb-1.5`}>
        <h2 className="text-ink text-section">{title}</h2>
        <div aria-hidden="true" className={`${CELLS} text-caption text-ink-3 max-md:hidden`}>
          {ASPECTS.map(([aspect, name]) => (
            <span key={aspect}>{name}</span>
          ))}
        </div>
      </div>
      {rows.map((row) => (
        <div
          key={row.id}
          id={row.id}
          className={`${COLUMNS} scroll-mt-20 border-rule border-b py-2.5 target:bg-accent-wash`}
        >
          <h3 className="font-medium text-ink">{row.label}</h3>
          <dl className={CELLS}>
            {ASPECTS.map(([aspect, name]) => (
              <div key={aspect} className="max-md:grid max-md:grid-cols-[110px_1fr]">
                <dt className="text-ink-3 md:sr-only">{name}</dt>
                <dd className="[overflow-wrap:anywhere]">{row[aspect]}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  ));
}
