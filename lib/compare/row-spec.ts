import type { ComparisonColumn } from "../images/schemas.ts";

export type CellValue =
  | { kind: "size"; bytes: number }
  | { kind: "count"; count: number }
  | { kind: "seconds"; ms: number }
  /** The same where milliseconds count. */
  | { kind: "duration"; ms: number }
  | { kind: "rate"; perSecond: number }
  | { kind: "ratio"; ratio: number }
  | { kind: "time"; iso: string }
  /** `count`: the number that the words stand for. */
  | { kind: "text"; text: string; count?: number }
  /** `isLowerBound`: parts of the image were not seen. */
  | { kind: "findings"; count: number; isLowerBound: boolean }
  /** Something is there and cannot be counted: said in words and shape, never as a 0. */
  | { kind: "not-scannable"; text: string; why: string }
  /** Something did not work when it was tried: said aloud. */
  | { kind: "failed"; text: string; why: string }
  | { kind: "absent"; why: string };

export type MatrixCell = {
  value: CellValue;
  /** How far it is from the reference's value; absent where that is not known, and in the reference's own column. */
  delta?: string;
  note?: string;
  /** Of a measured value, in its own unit: what lies no further away cannot be told from it. */
  noise?: number;
  /** What was seen, or looked for in vain; where it is told in full. */
  evidence?: { texts: readonly string[]; href: string };
  /** What stops working with this image, and the line that mends it. */
  breaks?: string;
  mend?: string;
  isBest: boolean;
  isSame: boolean;
};

export type RowSpec = {
  id: string;
  label: string;
  explanation: string;
  /** Ranked rows mark the least, or the most. */
  ranked?: boolean | "most";
  read: (column: ComparisonColumn) => Omit<MatrixCell, "delta" | "isBest" | "isSame">;
};

/** Why one would care about a row, what breaks where its figure is bad, and how that is mended, whatever the image. */
export type RowReason = { why: string; breaks: string; mend: string };
/** By the rows' ids. */
export type RowReasons = Readonly<Record<string, RowReason>>;

/** A cell without a figure, and why there is none. */
export const absent = (why: string): CellValue => ({ kind: "absent", why });
/** A cell in words. */
export const text = (value: string): CellValue => ({ kind: "text", text: value });
/** A cell with bytes; `why` is said where there are none. */
export const size = (bytes: number | undefined, why: string): CellValue =>
  bytes === undefined ? absent(why) : { kind: "size", bytes };

/** Why a cell about an image's files is empty. */
export const NOT_READ = "This image's files are not kept: rebuild it, and they are read";
