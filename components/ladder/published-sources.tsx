import { Section } from "@/components/ui/section.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { formatDate } from "@/lib/format.ts";
import type { PublishedFigure } from "@/lib/published/figures.ts";

/** Where the published sizes come from: other programs, by other people. */
export function PublishedSources({ figures }: { figures: readonly PublishedFigure[] }) {
  if (figures.length === 0) return null;
  return (
    <Section
      id="published"
      title="Where the published figures come from"
      hint="other programs, by other people: a direction, no target"
    >
      <Table>
        <thead>
          <tr>
            <Th>Source</Th>
            <Th>Date</Th>
            <Th>Program</Th>
            <Th>Recipe</Th>
            <Th>Remark</Th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ id, source, date, url, program, recipe, remark }) => (
            <Tr key={id} id={`published-${id}`}>
              <Td fold="title">{url ? <a href={url}>{source}</a> : source}</Td>
              <Td fold="end" dim className="whitespace-nowrap">
                {date ? formatDate(date) : null}
              </Td>
              <Td name="Program">{program}</Td>
              <Td name={recipe && "Recipe"} dim>
                {recipe}
              </Td>
              <Td fold="line" dim>
                {remark}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
