import { formatDateTime, type SizeUnit, shortDigest } from "../../format.ts";
import type { Comparison } from "../../images/schemas.ts";
import { toColumnNames } from "../columns.ts";
import { cellText, type Matrix, type MatrixCell, type MatrixRow, toMatrix } from "../matrix.ts";
import type { CompareQuery } from "../query.ts";
import { toVerdict, verdictText } from "../verdict.ts";

/** GitHub takes no comment longer than 65,536 characters; what stands around the table must fit in as well. */
export const MAX_MARKDOWN = 65_000;
const MAX_CELL = 160;

/** The rows that a reviewer wants to see without opening anything. */
const SUMMARY_ROWS = [
  ...["size", "pull", "pull-beside", "findings", "fixable"],
  ...["probe-runs", "probe-start", "probe-memory", "trait-shell", "libc", "build"],
];

export type MarkdownOptions = {
  query: Pick<CompareQuery, "measure" | "unit">;
  /** Where the same is seen live or frozen, absolute. */
  link: { label: string; url: string };
  title?: string;
};

/**
 * A comparison for a pull request, in GitHub's Markdown: the verdict, a table with deltas against the reference, every
 * other row folded away, digests and a permalink. Always shorter than 65,000 characters: rows at the end are left out,
 * and said to be, where it would not be.
 */
export function toComparisonMarkdown(comparison: Comparison, options: MarkdownOptions): string {
  const { unit } = options.query;
  const matrix = toMatrix(comparison, unit, "all");
  const rows = matrix.groups.flatMap((group) => group.rows);
  const summary = SUMMARY_ROWS.flatMap((id) => rows.find((row) => row.id === id && isTold(row)) ?? []);
  const head = [
    `### ${escapeText(options.title ?? `${comparison.service}: ${comparison.columns.length} images compared`)}`,
    escapeText(verdictText(toVerdict(comparison, options.query))),
    tableOf(comparison, summary, unit),
    footOf(comparison),
    `[${options.link.label}](${options.link.url})`,
  ].join("\n\n");
  return head + foldedRows(comparison, matrix, summary, unit, MAX_MARKDOWN - head.length - 200);
}

const isTold = (row: MatrixRow) => row.cells.some((cell) => cell.value.kind !== "absent");

function foldedRows(
  comparison: Comparison,
  matrix: Matrix,
  shown: readonly MatrixRow[],
  unit: SizeUnit,
  room: number,
): string {
  const groups = matrix.groups.map((group) => ({
    title: group.title,
    rows: group.rows.filter((row) => !shown.some((each) => each.id === row.id) && isTold(row)),
  }));
  let text = "";
  let leftOut = 0;
  for (const group of groups.filter(({ rows }) => rows.length > 0)) {
    const part = `\n\n**${group.title}**\n\n${tableOf(comparison, group.rows, unit)}`;
    if (text.length + part.length > room) leftOut += group.rows.length;
    else text += part;
  }
  if (text === "") return "\n";
  const note = leftOut > 0 ? `\n\n${leftOut} rows are left out here; the link has them.` : "";
  return `\n\n<details><summary>All rows</summary>${text}${note}\n\n</details>\n`;
}

function tableOf(comparison: Comparison, rows: readonly MatrixRow[], unit: SizeUnit): string {
  const names = toColumnNames(comparison);
  const heads = comparison.columns.map(({ image, isReference }) => {
    const name = escapeText(names.get(image.imageId) ?? image.variant);
    return `${name}${image.standIn ? "¹" : ""}${isReference ? " (reference)" : ""}`;
  });
  return [
    `| | ${heads.join(" | ")} |`,
    `|---|${heads.map(() => "--:").join("|")}|`,
    ...rows.map(
      (row) => `| ${escapeText(row.label)} | ${row.cells.map((cell) => toCell(cell, unit)).join(" | ")} |`,
    ),
  ].join("\n");
}

function toCell(cell: MatrixCell, unit: SizeUnit): string {
  const value = escapeText(cellText(cell.value, unit));
  const said = cell.isBest ? `**${value}**` : value;
  return [said, cell.delta, cell.note && escapeText(cell.note)].filter(Boolean).join("<br>");
}

function footOf({ columns, recipe, notes }: Comparison): string {
  const images = columns.map((column) => column.image);
  const sources = [...new Set(images.map((image) => shortDigest(image.sourceDigest)))];
  const newest = images
    .map((image) => image.builtAt)
    .toSorted()
    .at(-1);
  const scans = columns.flatMap((column) => column.scans?.latest?.database.updatedAt ?? []);
  const dates = [...new Set(scans.map((iso) => iso.slice(0, 10)))].toSorted();
  const lines = [
    `Source ${sources.map((source) => `\`${source}\``).join(", ")}, recipe ${escapeText(recipe)}${newest ? `, built ${formatDateTime(newest)} UTC` : ""}${dates.length > 0 ? `, findings data of ${dates.join(" and ")}` : ""}.`,
    `Images: ${images.map((image) => `${image.variant} \`${shortDigest(image.imageId)}\``).join(", ")}.`,
  ];
  if (notes.differingSources) lines.push("**Not all of these images were built from the same source.**");
  if (images.some((image) => image.standIn))
    lines.push(
      "¹ Stand-in base, assembled from Debian packages; the registry’s own image may weigh differently.",
    );
  return lines.join("\n");
}

/** Text as text: nothing in it makes a table's cell, a link, a mention, an issue's number or HTML. */
export function escapeText(text: string): string {
  const short = text.length > MAX_CELL * 4 ? `${text.slice(0, MAX_CELL * 4)}…` : text;
  return short
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_[\]|~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/#(?=\d)/g, "&#35;")
    .replaceAll("@", "&#64;");
}
