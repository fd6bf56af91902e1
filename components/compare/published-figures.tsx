import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { Measure } from "@/lib/charts/measuring.ts";
import { formatDate } from "@/lib/format.ts";
import type { PublishedMark } from "@/lib/published/figures.ts";

/** What others published about the same diets, each in its own words and unit, apart from everything measured here. */
export function PublishedFigures({ marks, measure }: { marks: readonly PublishedMark[]; measure: Measure }) {
  return (
    <section aria-labelledby="published-title" className="mt-5 border-rule border-t pt-4">
      <h3 id="published-title" className="font-semibold text-body text-ink">
        Published by others, not measured here
      </h3>
      <p className="mt-0.5 mb-2 max-w-[80ch] text-caption text-ink-3">
        {measure === "compressed"
          ? "These are sizes as an engine lists them, or their source does not say of what; they are marked in the chart of uncompressed sizes only."
          : "Rings in the chart; an arrow where the source only says that it is less."}{" "}
        Other programs, compiled elsewhere: they show what is usual and are part of no figure, verdict or
        export of this page.
      </p>
      <Table>
        <thead>
          <tr>
            <Th>Variant</Th>
            <Th num>As written</Th>
            <Th className="pl-6">Program</Th>
            <Th>Recipe</Th>
            <Th>Source</Th>
            <Th>Remark</Th>
          </tr>
        </thead>
        <tbody>
          {marks.map(({ variant, written, figure }) => (
            <Tr key={`${variant} ${figure.id}`}>
              <Td fold="title">
                <VariantName variant={variant} className="font-normal" />
              </Td>
              <Td fold="end" num>
                {written}
              </Td>
              <Td name="Program" dim className="pl-6">
                {figure.program}
              </Td>
              <Td name="Recipe" dim>
                {figure.recipe ?? "–"}
              </Td>
              <Td name="Source">
                {figure.url ? (
                  <a href={figure.url} rel="noreferrer">
                    {figure.source}
                  </a>
                ) : (
                  figure.source
                )}
                {figure.date ? <span className="text-ink-3">, {formatDate(figure.date)}</span> : null}
              </Td>
              <Td name="Remark" dim>
                {figure.remark ?? "–"}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
