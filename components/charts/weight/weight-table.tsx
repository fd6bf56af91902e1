import { Disclosure } from "@/components/ui/disclosure.tsx";
import { deltaText } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { PartKind, WeightChart } from "@/lib/charts/weight.ts";
import { formatSizeValue } from "@/lib/format.ts";
import { PART_NAMES } from "./weight-tooltip.tsx";

const COLUMNS: Record<WeightChart["measure"], PartKind[]> = {
  uncompressed: ["binary", "base", "certificates", "other"],
  compressed: ["added", "base"],
};

/** The chart's figures as a table that opens without JavaScript. */
export function WeightTable({ chart }: { chart: WeightChart }) {
  const kinds = COLUMNS[chart.measure];
  return (
    <Disclosure>
      <Table>
        <thead>
          <tr>
            <Th>Variant</Th>
            {kinds.map((kind) => (
              <Th num key={kind}>
                {PART_NAMES[kind]}, {chart.unit}
              </Th>
            ))}
            <Th num>
              {chart.measure === "compressed" ? "Compressed size" : "Size"}, {chart.unit}
            </Th>
            <Th num>Against {chart.referenceVariant ?? "the reference"}</Th>
          </tr>
        </thead>
        <tbody>
          {chart.rows.map((row) => (
            <Tr key={row.imageId}>
              <Td>
                <VariantName variant={row.variant} />
              </Td>
              {kinds.map((kind) => (
                <Td num key={kind}>
                  {formatSizeValue(row.parts.find((part) => part.kind === kind)?.bytes ?? 0, chart.unit)}
                </Td>
              ))}
              <Td num>{formatSizeValue(row.totalBytes, chart.unit)}</Td>
              <Td num>{row.isReference ? "reference" : deltaText(row.delta, chart.unit)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}
