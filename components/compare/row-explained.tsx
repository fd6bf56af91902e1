import { Explained } from "@/components/ui/explained.tsx";
import type { MatrixRow } from "@/lib/compare/matrix.ts";

/** As much as fits beside a row; the section below the table has all of it. */
const SHOWN = 2;

/** A row's label, which tells what the figure is, why it matters, what breaks and how that is mended. */
export function RowExplained({ row, names }: { row: MatrixRow; names: readonly string[] }) {
  const broken = new Map<string, { names: string[]; mend: string | undefined }>();
  for (const [index, { breaks, mend }] of row.cells.entries()) {
    if (breaks === undefined) continue;
    const known = broken.get(breaks);
    const name = names[index] ?? "";
    if (known) known.names.push(name);
    else broken.set(breaks, { names: [name], mend });
  }
  return (
    <Explained label={row.label}>
      <p>{row.explanation}</p>
      <p className="mt-1.5">{row.why}</p>
      {broken.size === 0 ? (
        <dl className="mt-1.5 grid gap-1 border-rule border-t pt-1.5">
          <Said term="Breaks">{row.breaks}</Said>
          <Said term="Mend">{row.mend}</Said>
        </dl>
      ) : null}
      {[...broken].slice(0, SHOWN).map(([breaks, { names: where, mend }]) => (
        <p key={breaks} className="mt-1.5 border-rule border-t pt-1.5">
          <b>{where.join(", ")}:</b> {breaks}
          {mend ? (
            <code className="mt-1 block break-words text-[11px] text-ink">{mend}</code>
          ) : (
            <span className="mt-1 block">{row.mend}</span>
          )}
        </p>
      ))}
    </Explained>
  );
}

function Said({ term, children }: { term: string; children: string }) {
  return (
    <div className="grid grid-cols-[52px_1fr]">
      <dt className="text-ink-3">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
