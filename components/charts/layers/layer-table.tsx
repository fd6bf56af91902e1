import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { LayerChart } from "@/lib/charts/layers.ts";
import { formatSizeValue, type SizeUnit, shortDigest } from "@/lib/format.ts";

/** Every layer of every image in figures. */
export function LayerTable({ chart, unit }: { chart: LayerChart; unit: SizeUnit }) {
  return (
    <Disclosure>
      <Table>
        <thead>
          <tr>
            <Th>Variant</Th>
            <Th num>Layer</Th>
            <Th className="pl-4">Contents</Th>
            <Th>diffID</Th>
            <Th num>Uncompressed, {unit}</Th>
            <Th num>Compressed, {unit}</Th>
            <Th className="pl-4">Also in</Th>
          </tr>
        </thead>
        <tbody>
          {chart.rows.flatMap((row) =>
            row.blocks.map((block, position) => (
              <Tr key={`${row.imageId}-${block.index}`}>
                <Td fold="line">
                  {position === 0 ? <VariantName variant={row.variant} mark={row.mark} /> : null}
                </Td>
                <Td fold="mark" num>
                  {block.index + 1}
                </Td>
                <Td fold="title" className="max-w-[28ch] truncate pl-4" title={block.command}>
                  {block.label}
                  {block.fromBase ? <span className="text-ink-3"> of the base</span> : null}
                </Td>
                <Td name="diffID">
                  <code className="mono" title={block.diffId}>
                    {shortDigest(block.diffId)}
                  </code>
                </Td>
                <Td fold="end" unit={unit} num>
                  {formatSizeValue(block.sizeBytes, unit, 3)}
                </Td>
                <Td name="Compressed" unit={unit} num>
                  {formatSizeValue(block.compressedBytes, unit, 3)}
                </Td>
                <Td name="Also in" dim className="pl-4">
                  {block.sharedWith.join(", ") || "–"}
                </Td>
              </Tr>
            )),
          )}
        </tbody>
      </Table>
    </Disclosure>
  );
}
