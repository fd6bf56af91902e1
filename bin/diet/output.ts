/** Rows as a table with columns of equal width; numbers are given as text and stand to the right. */
export function toTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const isNumeric = headings.map((_, column) =>
    rows.every((row) => /^[−+-]?[\d.,]*( \S+)?$/.test(row[column] ?? "")),
  );
  const toLine = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumeric[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [toLine(headings), ...rows.map(toLine)].join("\n");
}

/** Prints JSON where it was asked for, else the text. */
export function print(value: unknown, text: string, options: { json?: boolean | undefined }): void {
  console.log(options.json ? JSON.stringify(value, null, 2) : text);
}
