import type { Comparison } from "../../images/schemas.ts";
import { toColumnNames } from "../columns.ts";
import { type CellValue, toMatrix } from "../matrix.ts";

/**
 * A comparison for spreadsheets, as RFC 4180 has it: one line a row of the table, one column an image. Figures stand in
 * their smallest unit (bytes, milliseconds), which the column `unit` names; what nobody could see is a word, never 0.
 */
export function toComparisonCsv(comparison: Comparison): string {
  const names = toColumnNames(comparison);
  const images = comparison.columns.map((column) => column.image);
  const lines = [
    ["group", "row", "unit", ...images.map((image) => names.get(image.imageId) ?? image.variant)],
    ["Image", "Image ID", "", ...images.map((image) => image.imageId)],
    ["Image", "Reference", "", ...comparison.columns.map((column) => (column.isReference ? "yes" : "no"))],
    ...toMatrix(comparison, "MB", "all").groups.flatMap((group) =>
      group.rows.map((row) => [
        group.title,
        row.label,
        unitOf(row.cells.map((cell) => cell.value)),
        ...row.cells.map((cell) => rawText(cell.value)),
      ]),
    ),
  ];
  return lines.map((line) => `${line.map(toCsvCell).join(",")}\r\n`).join("");
}

const UNITS: Partial<Record<CellValue["kind"], string>> = {
  size: "bytes",
  seconds: "ms",
  duration: "ms",
  rate: "per second",
  ratio: "ratio",
  count: "count",
  findings: "count",
  time: "UTC",
};

function unitOf(values: readonly CellValue[]): string {
  return values.map((value) => UNITS[value.kind]).find((unit) => unit !== undefined) ?? "";
}

function rawText(value: CellValue): string {
  switch (value.kind) {
    case "size":
      return String(value.bytes);
    case "count":
    case "findings":
      return String(value.count);
    case "seconds":
    case "duration":
      return String(value.ms);
    case "rate":
      return String(value.perSecond);
    case "ratio":
      return String(value.ratio);
    case "time":
      return value.iso;
    case "text":
    case "not-scannable":
    case "failed":
      return value.text;
    case "absent":
      return "";
  }
}

/** Spreadsheets take a cell that begins with one of these for a formula: a quote mark before it makes it text. */
export function toCsvCell(text: string): string {
  const inert = /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
