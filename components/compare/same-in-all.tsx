import type { Matrix } from "@/lib/compare/matrix.ts";

/** Rows that left the table because they say the same everywhere. */
export function SameInAll({ same, columns }: { same: Matrix["sameInAll"]; columns: number }) {
  if (same.length === 0) return null;
  return (
    <div className="flex flex-col gap-x-4 gap-y-1 pt-3.5 text-caption text-ink-2 md:flex-row">
      <b className="flex-none">{columns === 2 ? "Same in both" : `Same in all ${columns}`}</b>
      <ul className="flex flex-wrap gap-x-5 text-ink-3">
        {same.map(({ id, label, value }) => (
          <li key={id} id={`row-${id}`} className="target:bg-accent-wash">
            {label}: <span className="text-ink-2">{value}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
