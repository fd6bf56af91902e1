import { comparePairHref } from "@/components/compare/compare-pair-href.ts";
import { CompressedSize } from "@/components/ui/compressed-size.tsx";
import { Link } from "@/components/ui/link.tsx";
import { deltaText } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { formatSizeValue, type SizeUnit } from "@/lib/format.ts";
import type { LadderView, RungView } from "@/lib/ladder/schemas.ts";
import { shortenRecipe } from "@/lib/variants/recipe-name.ts";
import { RungRun } from "./rung-run.tsx";

/** What the step from the rung before took off, and the way to its bytes. */
function Step({ rung, unit, against }: { rung: RungView; unit: SizeUnit; against: string | undefined }) {
  if (!rung.step || !rung.image) return <span className="text-ink-3 folded:hidden">nothing to compare</span>;
  return (
    <>
      <span className="not-folded:block">{deltaText(rung.step, unit)}</span>{" "}
      <Link
        href={comparePairHref(rung.step.imageId, rung.image.imageId)}
        className="whitespace-nowrap text-caption"
      >
        against {against}
      </Link>
    </>
  );
}

function Costs({ rung }: { rung: RungView }) {
  if (rung.costs.length === 0) return <span className="text-ink-3 folded:hidden">nothing new</span>;
  return (
    <ul className="grid gap-1">
      {rung.costs.map((cost) => (
        <li key={cost.id}>
          {cost.words}
          {cost.trait && rung.image ? (
            <>
              {" "}
              <Link href={`/images/${rung.image.imageId}#trait-${cost.trait}`} className="text-ink-3">
                evidence
              </Link>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Other people's figures of other programs: set back, as written, and each with its source. */
function Published({ rung }: { rung: RungView }) {
  if (rung.published.length === 0) return null;
  return (
    <ul className="gap-x-3 folded:inline-flex">
      {rung.published.map((size) => (
        <li key={size.figure}>
          <a
            href={`#published-${size.figure}`}
            className="inline-flex min-h-6 items-center text-ink-3"
            title={size.source}
          >
            {size.written}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The charts' figures in a table, with what each rung gives up and where its bytes went. */
export function RungTable({ ladder, unit }: { ladder: LadderView; unit: SizeUnit }) {
  const titles = new Map(ladder.rungs.map((rung) => [rung.id, rung.title]));
  return (
    <Table>
      <caption className="sr-only">
        {ladder.ladder.title} of {ladder.service}
      </caption>
      <thead>
        <tr>
          <Th>Rung</Th>
          <Th>Recipe</Th>
          <Th num>Uncompressed, {unit}</Th>
          <Th num>Compressed, {unit}</Th>
          <Th num>Step and its bytes</Th>
          <Th num>Published by others</Th>
          <Th className="pl-8">When it is run</Th>
          <Th>What it costs</Th>
        </tr>
      </thead>
      <tbody>
        {ladder.rungs.map((rung) => (
          <Tr key={rung.id}>
            <Td fold="title" className="whitespace-nowrap">
              <span className="inline-flex items-center gap-2">
                <VariantGlyph variant={rung.variant} />
                <span className="self-baseline">{rung.title}</span>
              </span>
              {rung.image?.isCurrent === false ? (
                <small className="block pl-5 text-ink-3">older source</small>
              ) : null}
            </Td>
            <Td name="Recipe" dim>
              {shortenRecipe(rung.recipe)}
            </Td>
            {rung.image ? (
              <>
                <Td fold="end" unit={unit} num>
                  {formatSizeValue(rung.image.sizeBytes, unit)}
                </Td>
                <Td name="Compressed" unit={rung.image.compressedBytes === undefined ? undefined : unit} num>
                  <CompressedSize
                    bytes={rung.image.compressedBytes}
                    isGone={rung.image.removedAt !== undefined}
                    unit={unit}
                    decimals={2}
                  />
                </Td>
              </>
            ) : (
              <>
                <Td fold="end" num dim>
                  not built yet
                </Td>
                <Td />
              </>
            )}
            <Td fold="line" num>
              <Step rung={rung} unit={unit} against={titles.get(rung.step?.against ?? "")} />
            </Td>
            <Td name="Published by others" num dim className="text-caption">
              <Published rung={rung} />
            </Td>
            <Td fold="line" className="whitespace-nowrap pl-8 text-caption">
              <RungRun rung={rung} unit={unit} />
            </Td>
            <Td fold="line" className="min-w-[250px] text-caption text-ink-2">
              <Costs rung={rung} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
