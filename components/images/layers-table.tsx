import { classNames } from "@/components/ui/class-names.ts";
import { CompressedSize } from "@/components/ui/compressed-size.tsx";
import { Digest } from "@/components/ui/digest.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { layerLabel } from "@/lib/charts/layers.ts";
import { formatCount, formatMegabytes } from "@/lib/format.ts";
import type { ImageView } from "@/lib/images/schemas.ts";

/** Every layer with its command, sizes and digest; the bar's width is its size, tinted where the base brings it. */
export function LayersTable({ image }: { image: ImageView }) {
  const largest = Math.max(1, ...image.layers.map((layer) => layer.sizeBytes));
  return (
    <Table data-variant={image.variant}>
      <thead>
        <tr>
          <Th num className="w-9 pl-0 pr-3.5">
            #
          </Th>
          <Th>Package or command</Th>
          <Th>From</Th>
          <Th className="w-[24%]">
            <span className="sr-only">Size as a bar</span>
          </Th>
          <Th num>Size, MB</Th>
          <Th num>gzip, MB</Th>
          <Th num>Files</Th>
          <Th className="pl-5">diffID</Th>
        </tr>
      </thead>
      <tbody>
        {image.layers.map((layer) => (
          <Tr key={layer.index}>
            <Td fold="mark" num dim className="pr-3.5 pl-0">
              {layer.index}
            </Td>
            <Td fold="title" className="max-w-[380px]">
              <span className="block truncate" title={layer.createdBy}>
                {layerLabel(layer.createdBy)}
              </span>
            </Td>
            <Td name="From" dim>
              {layer.fromBase ? "base" : "build"}
            </Td>
            <Td fold="line">
              <div
                aria-hidden="true"
                className={classNames(
                  "h-2 min-w-0.5 border border-variant",
                  layer.fromBase ? "bg-[color-mix(in_oklab,var(--variant)_24%,var(--bg))]" : "bg-variant",
                )}
                style={{ width: `${((layer.sizeBytes / largest) * 100).toFixed(2)}%` }}
              />
            </Td>
            <Td fold="end" unit="MB" num>
              {formatMegabytes(layer.sizeBytes)}
            </Td>
            <Td name="gzip" unit="MB" num>
              <CompressedSize bytes={layer.compressedBytes} isGone={image.removedAt !== undefined} />
            </Td>
            <Td name="Files" num>
              {formatCount(layer.fileCount)}
            </Td>
            <Td name="diffID" dim className="pl-5">
              <Digest digest={layer.diffId} />
            </Td>
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <Td num dim className="pl-0" />
          <Td fold="title">
            <b>All layers</b>
          </Td>
          <Td />
          <Td />
          <Td fold="end" unit="MB" num>
            <b>{formatMegabytes(image.sizeBytes)}</b>
          </Td>
          <Td name="gzip" unit="MB" num>
            <b>
              <CompressedSize bytes={image.compressedBytes} isGone={image.removedAt !== undefined} />
            </b>
          </Td>
          <Td name="Files" num>
            <b>{formatCount(image.fileCount)}</b>
          </Td>
          <Td />
        </tr>
      </tfoot>
    </Table>
  );
}
