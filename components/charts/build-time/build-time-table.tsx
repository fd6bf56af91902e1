import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { BUILD_PART_WORDS, type BuildTimeChart, type BuildTimeRow } from "@/lib/charts/build-time.ts";
import { formatSeconds } from "@/lib/format.ts";
import { BUILD_PARTS, type BuildPart } from "@/lib/images/schemas-build.ts";

/** The bars' figures as a table that opens without JavaScript. */
export function BuildTimeTable({ chart }: { chart: BuildTimeChart }) {
  return (
    <Disclosure>
      <Table>
        <thead>
          <tr>
            <Th>Image</Th>
            {BUILD_PARTS.map((part) => (
              <Th key={part} num>
                {BUILD_PART_WORDS[part]}, s
              </Th>
            ))}
            <Th num>Whole, s</Th>
          </tr>
        </thead>
        <tbody>
          {chart.rows.map((row) => (
            <Tr key={row.imageId}>
              <Td>
                <VariantName variant={row.variant} mark={row.mark} />
              </Td>
              {BUILD_PARTS.map((part) => (
                <Td key={part} num>
                  {figureOf(row, part)}
                </Td>
              ))}
              <Td num>{formatSeconds(row.totalMs)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}

function figureOf({ parts }: BuildTimeRow, part: BuildPart): string {
  const found = parts.find((each) => each.part === part);
  if (!found) return "–";
  return found.cached === "all" ? "cached" : formatSeconds(found.ms);
}
