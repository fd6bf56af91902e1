import { deltaText } from "@/components/ui/size.tsx";
import type { PartKind, WeightChart, WeightRow } from "@/lib/charts/weight.ts";
import { formatSizeValue } from "@/lib/format.ts";
import { ImageTable } from "../image-table.tsx";
import { PART_NAMES } from "./weight-tooltip.tsx";

const COLUMNS: Record<WeightChart["measure"], PartKind[]> = {
  uncompressed: ["binary", "base", "certificates", "other"],
  compressed: ["added", "base"],
};

/** The chart's figures as a table. */
export function WeightTable({ chart }: { chart: WeightChart }) {
  const { measure, unit, referenceVariant = "the reference" } = chart;
  return (
    <ImageTable
      label="Variant"
      rows={chart.rows}
      columns={[
        ...COLUMNS[measure].map((kind) => ({
          head: `${PART_NAMES[kind]}, ${unit}`,
          say: ({ parts }: WeightRow) =>
            formatSizeValue(parts.find((part) => part.kind === kind)?.bytes ?? 0, unit),
        })),
        {
          head: `${measure === "compressed" ? "Compressed size" : "Size"}, ${unit}`,
          say: ({ totalBytes }) => formatSizeValue(totalBytes, unit),
        },
        {
          head: `Against ${referenceVariant}`,
          say: ({ isReference, delta }) => (isReference ? "reference" : deltaText(delta, unit)),
        },
      ]}
    />
  );
}
