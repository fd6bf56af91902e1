import {
  deltaArrow,
  formatPercentDelta,
  formatSizeDelta,
  formatSizeValue,
  type SizeUnit,
} from "@/lib/format.ts";
import { classNames } from "./class-names.ts";

/** A unit after its value, set back; the no-break space makes it one word for readers and copies. */
export function Unit({ children }: { children: string }) {
  return <span className="unit">{`\u00a0${children}`}</span>;
}

/** `20.17 MB` with the unit set back. */
export function Size({
  bytes,
  unit = "MB",
  decimals = 2,
  className,
}: {
  bytes: number;
  unit?: SizeUnit;
  decimals?: number;
  className?: string;
}) {
  return (
    <span className={classNames("whitespace-nowrap", className)}>
      {formatSizeValue(bytes, unit, decimals)}
      <Unit>{unit}</Unit>
    </span>
  );
}

/** `▼ −12.29 MB, −37.9 %` as plain text; never coloured, for lighter is not always better. */
export function deltaText(
  delta: { bytes: number; ratio?: number | undefined },
  unit: SizeUnit = "MB",
): string {
  const size = formatSizeDelta(delta.bytes, unit);
  const arrow = Number.parseFloat(size) === 0 ? "" : deltaArrow(delta.bytes);
  const percent = delta.ratio === undefined ? "" : `, ${formatPercentDelta(delta.ratio)}`;
  return `${arrow === "" ? "" : `${arrow} `}${size}${percent}`;
}

export function Delta({
  delta,
  unit = "MB",
  className,
}: {
  delta: { bytes: number; ratio?: number | undefined };
  unit?: SizeUnit;
  className?: string;
}) {
  return <span className={classNames("whitespace-nowrap", className)}>{deltaText(delta, unit)}</span>;
}
