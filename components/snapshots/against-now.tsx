import { Delta } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { Changes } from "@/lib/compare/changes.ts";
import { formatCount, type SizeUnit } from "@/lib/format.ts";

/** The frozen figures beside today's; what is equal is counted, not listed. */
export function AgainstNow({ changes, unit }: { changes: Changes; unit: SizeUnit }) {
  const { rows, gone, added, equal } = changes;
  return (
    <>
      {rows.length > 0 ? (
        <Table>
          <thead>
            <tr>
              <Th>What</Th>
              <Th>Image</Th>
              <Th num>Frozen</Th>
              <Th num>Now</Th>
              <Th num>Change</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ rowId, label, variant, mark, frozen, now, delta }) => (
              <Tr key={`${rowId} ${variant} ${mark}`}>
                <Td fold="title">
                  <a href={`#row-${rowId}`}>{label}</a>
                </Td>
                <Td fold="end">
                  <VariantName variant={variant} mark={mark} />
                </Td>
                <Td name="Frozen" num className="whitespace-normal!">
                  {frozen}
                </Td>
                <Td name="Now" num className="whitespace-normal!">
                  {now}
                </Td>
                <Td name={delta && "Change"} num>
                  {delta ? <Delta delta={delta} unit={unit} /> : null}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      <p className="mt-3 text-caption text-ink-3">
        {rows.length > 0
          ? `${formatCount(equal)} other figures are the same.`
          : equal > 0
            ? `All ${formatCount(equal)} figures are the same as when this was frozen.`
            : "There is nothing now to compare this with."}
        {gone.length > 0 ? ` No longer in the live view: ${gone.join(", ")}.` : ""}
        {added.length > 0 ? ` New in the live view: ${added.join(", ")}.` : ""}
      </p>
    </>
  );
}
