import { Link } from "@/components/ui/link.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { formatPercent, formatSize, type SizeUnit } from "@/lib/format.ts";
import type { RungView } from "@/lib/ladder/schemas.ts";
import type { LadderVerdict as Verdict } from "@/lib/ladder/verdict.ts";

function Name({ rung }: { rung: RungView }) {
  return (
    <Link
      href={`/images/${rung.image?.imageId}`}
      className="whitespace-nowrap font-semibold text-ink decoration-rule-3"
    >
      <VariantGlyph variant={rung.variant} className="mr-[0.3em] size-[0.62em]! align-[0.02em]" />
      {rung.title}
    </Link>
  );
}

/** What the ladder comes to, in two sentences. */
export function LadderVerdict({ verdict, unit }: { verdict: Verdict; unit: SizeUnit }) {
  const { from, to, shedBytes, ratio, largest } = verdict;
  return (
    <p className="max-w-[46em] text-pretty text-ink-2 text-verdict-sm md:text-verdict">
      From <Name rung={from} /> to <Name rung={to} /> the image sheds{" "}
      <b className="whitespace-nowrap">
        {formatSize(shedBytes, unit)} ({formatPercent(ratio)})
      </b>
      .
      {largest ? (
        <>
          {" "}
          Of that, <b className="whitespace-nowrap">{formatPercent(largest.share)}</b> goes with the step to{" "}
          <Name rung={largest.rung} />.
        </>
      ) : null}
    </p>
  );
}
