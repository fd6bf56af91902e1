import { classNames } from "@/components/ui/class-names.ts";
import { Size } from "@/components/ui/size.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { LayerChart as Chart } from "@/lib/charts/layers.ts";
import { MEASURING } from "@/lib/charts/measuring.ts";
import type { SizeUnit } from "@/lib/format.ts";
import { LayerStrip } from "./layer-strips.tsx";
import { LayerTable } from "./layer-table.tsx";

const COLUMNS =
  "grid grid-cols-[minmax(0,1fr)_72px_92px] items-center gap-x-2 @min-[640px]:grid-cols-[140px_minmax(0,1fr)_92px_108px] @min-[640px]:gap-x-4";

/** All images' layers over each other; what neighbours share is grey and joined. Drawn by the server alone. */
export function LayerChart({ chart, unit }: { chart: Chart; unit: SizeUnit }) {
  if (chart.isMeasuring) {
    return <p className="text-ink-3">What the layers weigh as gzip, and so what a pull costs: {MEASURING}</p>;
  }
  return (
    <>
      <figure aria-label="Layers of each image, side by side" className="@container m-0">
        <div className={classNames(COLUMNS, "items-end pb-1.5 text-axis text-ink-3")}>
          <span className="hidden @min-[640px]:block" />
          <span>
            <span className="hidden @min-[640px]:inline">
              layers in order, width = compressed bytes; grey = in more than one image
            </span>
          </span>
          <span className="text-right">
            pull,
            <br />
            empty host
          </span>
          <span className="text-right">
            pull beside
            <br />
            {chart.referenceVariant ?? "reference"}
          </span>
        </div>
        <ul>
          {chart.rows.map((row, index) => (
            <li
              key={row.imageId}
              data-variant={row.variant}
              className={classNames(COLUMNS, "pt-2.5 @min-[640px]:pt-0")}
            >
              <VariantName variant={row.variant} mark={row.mark} href={`/images/${row.imageId}`} />
              <div className="order-last col-span-full @min-[640px]:order-none @min-[640px]:col-span-1">
                <LayerStrip chart={chart} index={index} unit={unit} />
              </div>
              <Size bytes={row.pullBytes} unit={unit} className="text-right text-ink" />
              <Size
                bytes={row.besideReferenceBytes}
                unit={unit}
                className={classNames(
                  "text-right",
                  row.isReference
                    ? "text-ink-3"
                    : row.besideReferenceBytes < row.pullBytes
                      ? "font-semibold text-ink"
                      : "text-ink",
                )}
              />
            </li>
          ))}
        </ul>
      </figure>
      <LayerTable chart={chart} unit={unit} />
    </>
  );
}
