import { MEASURING, NOT_MEASURED } from "@/lib/charts/measuring.ts";
import { formatSizeValue, type SizeUnit } from "@/lib/format.ts";

/** A compressed size as a bare value, or that it is being measured, or never will be. */
export function CompressedSize({
  bytes,
  isGone,
  unit = "MB",
  decimals = 3,
}: {
  bytes: number | undefined;
  /** The image is no longer there to be measured. */
  isGone: boolean;
  unit?: SizeUnit;
  decimals?: number;
}) {
  if (bytes !== undefined) return formatSizeValue(bytes, unit, decimals);
  if (!isGone) return <span className="text-ink-3">{MEASURING}</span>;
  return (
    <span className="text-ink-3" title={NOT_MEASURED}>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{NOT_MEASURED}</span>
    </span>
  );
}
