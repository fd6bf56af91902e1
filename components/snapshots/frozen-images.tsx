import { Digest } from "@/components/ui/digest.tsx";
import { Size } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { SizeUnit } from "@/lib/format.ts";
import type { Comparison } from "@/lib/images/schemas.ts";

/** Every image of a snapshot by its digests, so that it can be found or built again. */
export function FrozenImages({ comparison, unit }: { comparison: Comparison; unit: SizeUnit }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Variant</Th>
          <Th>Image ID</Th>
          <Th>Base</Th>
          <Th>Base digest</Th>
          <Th num>Size, uncompressed</Th>
          <Th num>Pull, compressed</Th>
        </tr>
      </thead>
      <tbody>
        {comparison.columns.map(({ image }) => (
          <Tr key={image.imageId}>
            <Td fold="title">
              <VariantName variant={image.variant} href={`/images/${image.imageId}`} />
            </Td>
            <Td name="Image ID">
              <code className="mono" title={image.imageId}>
                {image.imageId.slice(0, 31)}
              </code>
            </Td>
            <Td name="Base" dim>
              {image.base ? (
                <span className="inline-flex items-center gap-1.5">
                  {image.base.origin === "stand-in" ? image.base.role : image.base.reference.split("@")[0]}
                  {image.standIn ? <StandInTag /> : null}
                </span>
              ) : (
                "no base"
              )}
            </Td>
            <Td name="Base digest" dim>
              {image.base ? <Digest digest={image.base.digest} /> : "–"}
            </Td>
            <Td fold="end" num>
              <Size bytes={image.sizeBytes} unit={unit} />
            </Td>
            <Td name="Pull, compressed" num>
              {image.compressedBytes === undefined ? (
                <span className="text-ink-3">not measured then</span>
              ) : (
                <Size bytes={image.compressedBytes} unit={unit} />
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
