import { Link } from "@/components/ui/link.tsx";
import { Size } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { MEASURING } from "@/lib/charts/measuring.ts";
import { formatMegabytes } from "@/lib/format.ts";
import type { PullView } from "@/lib/images/schemas-pull.ts";
import { isVariantId } from "@/lib/variants/variants.ts";

/** What a pull costs, by what the host has already. */
export function PullCost({ pull }: { pull: PullView }) {
  if (pull.emptyHostBytes === undefined) {
    return <p className="text-ink-3">What its layers weigh as gzip: {MEASURING}</p>;
  }
  return (
    <>
      <p className="mb-3 text-ink">
        <Size bytes={pull.emptyHostBytes} decimals={3} /> on an empty host
        {pull.besideBaseBytes === undefined ? null : (
          <>
            ; <Size bytes={pull.besideBaseBytes} decimals={3} /> where its base is already there
          </>
        )}
        .
      </p>
      {pull.beside.length === 0 ? null : (
        <Table fitsPhone>
          <thead>
            <tr>
              <Th>If this is there</Th>
              <Th num>Shared, MB</Th>
              <Th num>Left to pull, MB</Th>
            </tr>
          </thead>
          <tbody>
            {pull.beside.map(({ imageId, variant, pullBytes, sharedBytes }) => (
              <Tr key={imageId}>
                <Td>
                  {isVariantId(variant) ? (
                    <VariantName variant={variant} href={`/images/${imageId}`} />
                  ) : (
                    <Link href={`/images/${imageId}`}>{variant}</Link>
                  )}
                </Td>
                <Td num dim>
                  {formatMegabytes(sharedBytes)}
                </Td>
                <Td num>{formatMegabytes(pullBytes)}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
