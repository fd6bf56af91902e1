import type { ReactNode } from "react";
import { Link } from "@/components/ui/link.tsx";
import { type Segment, Segmented } from "@/components/ui/segmented.tsx";
import { FINDINGS_MODES, type FindingsMode } from "@/lib/charts/severity.ts";
import { formatCount } from "@/lib/format.ts";

const FINDINGS_MODE_WORDS: Record<FindingsMode, string> = {
  all: "All",
  fixable: "Fixable only",
  unique: "Different CVEs",
};

/** Which findings count: the same choice wherever findings are listed or drawn. */
export function ChooseFindingsMode({
  mode,
  href,
}: {
  mode: FindingsMode;
  href: (mode: FindingsMode) => string;
}) {
  return (
    <Segmented
      label="What is counted"
      segments={FINDINGS_MODES.map((each) => ({
        label: FINDINGS_MODE_WORDS[each],
        href: href(each),
        current: each === mode,
      }))}
    />
  );
}

/** A line of choices that breaks where it must; one that is too wide for the page scrolls by itself. */
export function FilterLine({ children }: { children: ReactNode }) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 [&>fieldset]:max-w-full [&>fieldset]:flex-none [&>fieldset]:overflow-x-auto">
      {children}
    </div>
  );
}

/** One choice for all, and one for each word that was found, with its count. */
export function toCountSegments<W extends string>({
  any,
  words,
  counts,
  chosen,
  href,
}: {
  any: string;
  words: readonly W[];
  counts: Record<W, number>;
  chosen: readonly W[] | undefined;
  href: (chosen: W[] | undefined) => string;
}): Segment[] {
  const found = words.filter((word) => counts[word] > 0);
  return [
    { label: any, href: href(undefined), current: chosen === undefined },
    ...found.map((word) => ({
      label: `${word} ${formatCount(counts[word])}`,
      href: href([word]),
      current: chosen?.includes(word) ?? false,
    })),
  ];
}

/** To the first findings and the next ones; nothing where all are on the page. */
export function FindingsPager({
  list: { matching, nextOffset },
  offset,
  href,
}: {
  list: { matching: number; nextOffset?: number | undefined };
  offset: number;
  href: (offset: number) => string;
}) {
  if (nextOffset === undefined && offset === 0) return null;
  return (
    <p className="mt-4 flex gap-4 text-caption">
      {offset > 0 ? <Link href={href(0)}>First</Link> : null}
      {nextOffset === undefined ? null : (
        <Link href={href(nextOffset)}>
          Next, from {formatCount(nextOffset + 1)} of {formatCount(matching)}
        </Link>
      )}
    </p>
  );
}
