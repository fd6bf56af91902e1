import type { ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { VariantId } from "@/lib/variants/variants.ts";

type Image = { imageId: string; variant: VariantId; mark?: string };

export type ImageTableColumn<Row> = {
  head: string;
  say: (row: Row) => ReactNode;
  /** Words stand left and set back, figures right. */
  isWords?: boolean;
  isDim?: (row: Row) => boolean;
};

/** A chart's figures, an image a row, as a table that opens without JavaScript. */
export function ImageTable<Row extends Image>({
  rows,
  columns,
  label = "Image",
}: {
  rows: readonly Row[];
  columns: readonly ImageTableColumn<Row>[];
  /** What heads the images. */
  label?: string;
}) {
  return (
    <Disclosure>
      <Table>
        <thead>
          <tr>
            <Th>{label}</Th>
            {columns.map(({ head, isWords = false }) => (
              <Th key={head} num={!isWords} className={isWords ? "pl-4" : undefined}>
                {head}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.imageId}>
              <Td fold="title">
                <VariantName variant={row.variant} {...(row.mark ? { mark: row.mark } : {})} />
              </Td>
              {columns.map(({ head, say, isWords = false, isDim }) => (
                <Td
                  key={head}
                  name={head}
                  num={!isWords}
                  dim={isWords || (isDim?.(row) ?? false)}
                  className={isWords ? "pl-4" : undefined}
                >
                  {say(row)}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}
