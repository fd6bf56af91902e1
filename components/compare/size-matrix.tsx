import type { CSSProperties, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import type { Matrix, MatrixRow } from "@/lib/compare/matrix.ts";
import type { SizeUnit } from "@/lib/format.ts";
import type { ComparisonColumn } from "@/lib/images/schemas.ts";
import { MatrixCell } from "./matrix-cell.tsx";
import { MatrixHead } from "./matrix-head.tsx";
import { RowExplained } from "./row-explained.tsx";
import { SameInAll } from "./same-in-all.tsx";

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
          <MatrixCell key={column.image.imageId} cell={cell} unit={unit} column={column} rowId={row.id} />
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
