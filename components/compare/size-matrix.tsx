import type { CSSProperties, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { deltaText, Unit } from "@/components/ui/size.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import type { CellValue, Matrix, MatrixCell, MatrixRow } from "@/lib/compare/matrix.ts";
import {
  formatCount,
  formatDateTime,
  formatMs,
  formatPercent,
  formatRate,
  formatSeconds,
  formatSizeValue,
  type SizeUnit,
} from "@/lib/format.ts";
import type { ComparisonColumn } from "@/lib/images/schemas.ts";
import { FreshFigure } from "./fresh-figure.tsx";
import { MatrixHead } from "./matrix-head.tsx";
import { RowExplained } from "./row-explained.tsx";
import { SameInAll } from "./same-in-all.tsx";

function Value({ value, unit }: { value: CellValue; unit: SizeUnit }) {
  switch (value.kind) {
    case "size":
      return (
        <>
          {formatSizeValue(value.bytes, unit)}
          <Unit>{unit}</Unit>
        </>
      );
    case "count":
      return formatCount(value.count);
    case "seconds":
      return (
        <>
          {formatSeconds(value.ms)}
          <Unit>s</Unit>
        </>
      );
    case "duration":
      return formatMs(value.ms);
    case "rate":
      return formatRate(value.perSecond);
    case "ratio":
      return formatPercent(value.ratio);
    case "time":
      return formatDateTime(value.iso);
    case "text":
      return value.text;
    case "findings":
      return (
        <>
          {value.isLowerBound ? <span title="at least: parts of the image were not seen">≥ </span> : null}
          {formatCount(value.count)}
        </>
      );
    case "not-scannable":
      return (
        <Tag kind="not-scannable" title={value.why}>
          {value.text}
        </Tag>
      );
    case "failed":
      return (
        <Tag kind="failed" title={value.why}>
          {value.text}
        </Tag>
      );
    case "absent":
      return (
        <span className="text-ink-3" title={value.why}>
          <span aria-hidden="true">–</span>
          <span className="sr-only">{value.why}</span>
        </span>
      );
  }
}

/** The rest is where the link leads. */
const SHOWN_EVIDENCE = 8;

/** The dot before the best of a row. */
function BestMark() {
  return (
    <>
      <i aria-hidden="true" className="mr-[7px] inline-block size-[5px] rounded-full bg-ink align-[2.5px]" />
      <span className="sr-only">best in its row: </span>
    </>
  );
}

/** The rows whose figures change where the page builds an image again, and what they were before. */
const FRESH: Record<string, (column: ComparisonColumn) => number | undefined> = {
  size: ({ previous }) => previous?.sizeBytes,
  pull: ({ previous }) => previous?.compressedBytes,
};

function Cell({
  cell,
  unit,
  column,
  rowId,
}: {
  cell: MatrixCell;
  unit: SizeUnit;
  column: ComparisonColumn;
  rowId: string;
}) {
  const { isReference, image } = column;
  const beforeOf = FRESH[rowId];
  const value = <Value value={cell.value} unit={unit} />;
  const below = cell.delta ? deltaText(cell.delta, unit) : cell.note;
  const isWord = ["text", "not-scannable", "failed"].includes(cell.value.kind);
  return (
    <td
      className={classNames(
        "matrix-cell",
        isWord ? "matrix-word" : "whitespace-nowrap",
        cell.isSame ? "text-ink-3" : "text-ink",
        cell.isBest && "font-semibold",
        isReference && "bg-accent-wash",
      )}
    >
      {cell.isBest ? <BestMark /> : null}
      {cell.evidence && cell.value.kind !== "absent" ? (
        <a
          href={cell.evidence.href}
          title={cell.evidence.texts.slice(0, SHOWN_EVIDENCE).join("\n") || undefined}
          className="text-inherit no-underline hover:underline"
        >
          {value}
        </a>
      ) : beforeOf && cell.value.kind === "size" ? (
        <FreshFigure image={image} bytes={cell.value.bytes} beforeBytes={beforeOf(column)} unit={unit}>
          {value}
        </FreshFigure>
      ) : (
        value
      )}
      {below ? (
        <small className={classNames("matrix-note", !isWord && "max-md:whitespace-nowrap")}>{below}</small>
      ) : null}
    </td>
  );
}

function Row({
  row,
  columns,
  names,
  unit,
}: {
  row: MatrixRow;
  columns: readonly ComparisonColumn[];
  names: readonly string[];
  unit: SizeUnit;
}) {
  return (
    <tr id={`row-${row.id}`} data-row="" className="group scroll-mt-52">
      <th scope="row" className="matrix-side matrix-label">
        <RowExplained row={row} names={names} />
      </th>
      {row.cells.map((cell, index) => {
        const column = columns[index];
        return column ? (
          <Cell key={column.image.imageId} cell={cell} unit={unit} column={column} rowId={row.id} />
        ) : null;
      })}
    </tr>
  );
}

/** The table of tradeoffs: variants as columns, the reference washed, the best of a ranked row marked. */
export function SizeMatrix({
  matrix,
  columns,
  unit,
  actions,
}: {
  matrix: Matrix;
  columns: readonly ComparisonColumn[];
  unit: SizeUnit;
  /** What can be done with a column's variant, by image id; absent on frozen pages. */
  actions?: Record<string, ReactNode>;
}) {
  const names = matrix.columns.map(({ name }) => name);
  return (
    <>
      <div className="later relative -mx-4 overflow-x-auto md:mx-0 md:overflow-visible">
        <table
          className="w-max min-w-full text-body md:w-full md:min-w-(--least-width) md:table-fixed"
          style={{ "--least-width": `${220 + columns.length * 112}px` } as CSSProperties}
        >
          <MatrixHead columns={columns} matrix={matrix} actions={actions} />
          {matrix.groups.map((group) => (
            <tbody key={group.title}>
              <tr>
                <th
                  scope="rowgroup"
                  className={classNames(
                    "matrix-side",
                    "border-b border-b-rule-2 pt-5 pb-1.5 font-semibold text-caption text-ink",
                  )}
                >
                  {group.title}
                </th>
                {columns.map(({ image, isReference }) => (
                  <td
                    key={image.imageId}
                    className={classNames("border-rule-2 border-b", isReference && "bg-accent-wash")}
                  />
                ))}
              </tr>
              {group.rows.map((row) => (
                <Row key={row.id} row={row} columns={columns} names={names} unit={unit} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <SameInAll same={matrix.sameInAll} columns={columns.length} />
    </>
  );
}
