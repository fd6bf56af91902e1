import type { ReactNode } from "react";
import { CompressedSize } from "@/components/ui/compressed-size.tsx";
import { Size, Unit } from "@/components/ui/size.tsx";
import { formatCount, formatPercent, formatSeconds } from "@/lib/format.ts";
import type { ImageView } from "@/lib/images/schemas.ts";

const PULL_BITS_PER_SECOND = 100_000_000;

/** The figures that one looks for first. */
export function Readouts({ image }: { image: ImageView }) {
  const { breakdown } = image;
  const { compressedBytes } = image;
  return (
    <dl className="mb-1 flex flex-wrap border-rule border-y">
      <Readout name="Size, uncompressed" value={<Size bytes={image.sizeBytes} />}>
        binary <Size bytes={breakdown.binaryBytes} />
        {breakdown.baseBytes > 0 ? (
          <>
            , base <Size bytes={breakdown.baseBytes} />
          </>
        ) : null}
      </Readout>
      <Readout
        name="Pull, gzip level 6"
        value={
          compressedBytes === undefined ? (
            <CompressedSize bytes={undefined} isGone={image.removedAt !== undefined} />
          ) : (
            <Size bytes={compressedBytes} />
          )
        }
      >
        {compressedBytes === undefined
          ? "compressing takes longer than the rest"
          : `${formatSeconds(((compressedBytes * 8) / PULL_BITS_PER_SECOND) * 1000)} s at 100 Mbit/s, computed`}
      </Readout>
      {image.wastedBytes === undefined ? null : (
        <Readout
          name="Wasted"
          value={
            image.wastedBytes === 0 ? (
              <>
                0<Unit>B</Unit>
              </>
            ) : (
              <Size bytes={image.wastedBytes} decimals={3} />
            )
          }
        >
          {image.efficiencyRatio === undefined ? null : `efficiency ${formatPercent(image.efficiencyRatio)}`}
          {image.wastedBytes === 0 ? ", no path twice" : null}
          {image.wastedBytes > 0 && image.reclaimableBytes !== undefined ? (
            <>
              , <Size bytes={image.reclaimableBytes} decimals={3} /> reclaimable
            </>
          ) : null}
        </Readout>
      )}
      <Readout name="Files" value={formatCount(image.fileCount)}>
        in {image.layers.length} layer{image.layers.length === 1 ? "" : "s"}
      </Readout>
      {image.buildMs === undefined ? null : (
        <Readout
          name="Built in"
          value={
            <>
              {formatSeconds(image.buildMs)}
              <Unit>s</Unit>
            </>
          }
        >
          {image.recipeSummary}
        </Readout>
      )}
    </dl>
  );
}

function Readout({ name, value, children }: { name: string; value: ReactNode; children: ReactNode }) {
  return (
    <div className="flex-[1_1_40%] border-rule border-b py-3.5 pr-3 md:mr-8 md:flex-none md:border-r md:border-b-0 md:pr-8 md:last:border-r-0">
      <dt className="text-caption text-ink-3">{name}</dt>
      <dd className="text-ink text-readout-lg">
        <span className="block">{value}</span>
        <small className="block max-w-[32ch] font-normal text-axis text-ink-3 tracking-normal">
          {children}
        </small>
      </dd>
    </div>
  );
}
