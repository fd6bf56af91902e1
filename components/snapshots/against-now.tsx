import { Delta, Size } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { Changes } from "@/lib/compare/changes.ts";
import type { SizeUnit } from "@/lib/format.ts";

const NAMES = { size: "Size, uncompressed", pull: "Pull, empty host" };

/** The frozen figures beside today's; what is equal is counted, not listed. */
export function AgainstNow({ changes, unit }: { changes: Changes; unit: SizeUnit }) {
  const { sizes, gone, added, equal } = changes;
  return (
    <>
      {sizes.length > 0 ? (
        <Table>
          <thead>
            <tr>
              <Th>What</Th>
              <Th>Variant</Th>
              <Th num>Frozen</Th>
              <Th num>Now</Th>
              <Th num>Change</Th>
            </tr>
          </thead>
          <tbody>
            {sizes.map((change) => {
              const bytes = change.nowBytes - change.frozenBytes;
              return (
                <Tr key={`${change.what}-${change.variant}`}>
                  <Td>{NAMES[change.what]}</Td>
                  <Td>
                    <VariantName variant={change.variant} />
                  </Td>
                  <Td num>
                    <Size bytes={change.frozenBytes} unit={unit} />
                  </Td>
                  <Td num>
                    <Size bytes={change.nowBytes} unit={unit} />
                  </Td>
                  <Td num>
                    <Delta
                      delta={{
                        bytes,
                        ...(change.frozenBytes > 0 ? { ratio: bytes / change.frozenBytes } : {}),
                      }}
                      unit={unit}
                    />
                  </Td>
                </Tr>
              );
            })}
          </tbody>
        </Table>
      ) : null}
      <p className="mt-3 text-caption text-ink-3">
        {sizes.length === 0
          ? equal > 0
            ? `All ${equal} sizes are the same as when this was frozen.`
            : "There is nothing now to compare this with."
          : `${equal} other sizes are the same.`}
        {gone.length > 0 ? ` No longer in the live view: ${gone.join(", ")}.` : ""}
        {added.length > 0 ? ` New in the live view: ${added.join(", ")}.` : ""}
      </p>
    </>
  );
}
