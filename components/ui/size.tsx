import { formatDelta, formatSize, formatSizeValue, type SizeUnit } from "@/lib/format.ts";
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

/** `▼ −12.29 MB, −37.9 %` as plain text. */
export function deltaText(
  delta: { bytes: number; ratio?: number | undefined },
  unit: SizeUnit = "MB",
): string {
  return formatDelta(delta.bytes, delta.ratio, (bytes) => formatSize(bytes, unit));
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
