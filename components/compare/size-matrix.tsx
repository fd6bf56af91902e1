import type { CSSProperties, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { deltaText, Unit } from "@/components/ui/size.tsx";
import { StandInTag, Tag } from "@/components/ui/tag.tsx";
import { Explained } from "@/components/ui/tooltip.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { CellValue, Matrix, MatrixCell, MatrixRow } from "@/lib/compare/matrix.ts";
import { formatCount, formatPercent, formatSeconds, formatSizeValue, type SizeUnit } from "@/lib/format.ts";
import type { ComparisonColumn } from "@/lib/images/schemas.ts";
import { BuildingMark } from "./building-mark.tsx";

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
    case "ratio":
      return formatPercent(value.ratio);
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

function Cell({ cell, unit, isReference }: { cell: MatrixCell; unit: SizeUnit; isReference: boolean }) {
  const below = cell.delta ? deltaText(cell.delta, unit) : cell.note;
  const isWord = cell.value.kind === "text" || cell.value.kind === "not-scannable";
  return (
    <td
      className={classNames(
        "border-rule border-b py-[7px] pr-3 pl-2 text-right align-top md:pr-3.5",
        !isWord && "whitespace-nowrap",
        isWord && "max-w-[44vw] break-words md:max-w-none",
        cell.isSame ? "text-ink-3" : "text-ink",
        cell.isBest && "font-semibold",
        isReference ? "bg-accent-wash" : "group-hover:bg-plate",
      )}
    >
      {cell.isBest ? <BestMark /> : null}
      {cell.evidence && cell.value.kind !== "absent" ? (
        <a
          href={cell.evidence.href}
          title={cell.evidence.texts.slice(0, SHOWN_EVIDENCE).join("\n") || undefined}
          className="text-inherit no-underline hover:underline"
        >
          <Value value={cell.value} unit={unit} />
        </a>
      ) : (
        <Value value={cell.value} unit={unit} />
      )}
      {below ? (
        <small
          className={classNames(
            "block font-normal text-[11px] text-ink-3 leading-[14px] md:text-balance md:whitespace-normal",
            !isWord && "whitespace-nowrap",
          )}
        >
          {below}
        </small>
      ) : null}
    </td>
  );
}

const FIRST_COLUMN =
  "sticky left-0 z-[3] w-32 min-w-32 border-rule-2 border-r bg-bg pr-2.5 pl-4 text-left md:w-[220px] md:border-r-0 md:pl-0";

function Row({
  row,
  columns,
  unit,
}: {
  row: MatrixRow;
  columns: readonly ComparisonColumn[];
  unit: SizeUnit;
}) {
  return (
    <tr className="group">
      <th
        scope="row"
        className={classNames(
          FIRST_COLUMN,
          "border-b border-b-rule py-[7px] align-top text-ink-2 group-hover:bg-plate",
        )}
      >
        <Explained label={row.label}>{row.explanation}</Explained>
      </th>
      {row.cells.map((cell, index) => {
        const column = columns[index];
        return column ? (
          <Cell key={column.image.imageId} cell={cell} unit={unit} isReference={column.isReference} />
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
  return (
    <>
      <div className="relative -mx-4 overflow-x-auto md:mx-0 md:overflow-visible">
        <table
          className="w-max min-w-full text-body md:w-full md:min-w-(--least-width) md:table-fixed"
          style={{ "--least-width": `${220 + columns.length * 112}px` } as CSSProperties}
        >
          <thead>
            <tr>
              <th
                scope="col"
                className={classNames(
                  FIRST_COLUMN,
                  "border-b border-b-rule-3 pt-2.5 pb-[9px] align-bottom md:sticky md:top-(--top-bar) lg:top-[calc(var(--top-bar)+53px)] md:z-[6]",
                )}
              >
                <small className="block text-[11px] text-ink-3 leading-[15px]">
                  <i
                    aria-hidden="true"
                    className="mr-1.5 inline-block size-[5px] rounded-full bg-ink align-[2.5px]"
                  />
                  best in its row
                </small>
                <small className="block text-[11px] text-ink-3 leading-[15px]">
                  grey: same as the reference
                </small>
              </th>
              {columns.map(({ image, isReference }) => (
                <th
                  key={image.imageId}
                  scope="col"
                  className={classNames(
                    "border-rule-3 border-b px-3 pt-2.5 pb-[9px] text-right align-bottom md:sticky md:top-(--top-bar) lg:top-[calc(var(--top-bar)+53px)] md:z-[5] md:pr-3.5 md:pl-2",
                    isReference ? "bg-accent-wash shadow-[inset_0_2px_var(--accent)]" : "bg-bg",
                  )}
                >
                  <span className="inline-flex items-center gap-2">
                    <BuildingMark variant={image.variant} />
                    <VariantName
                      variant={image.variant}
                      href={`/images/${image.imageId}`}
                      className="font-semibold"
                    />
                  </span>
                  <span className="flex flex-wrap justify-end gap-1 text-[11px] text-ink-3 leading-[15px]">
                    {image.standIn ? <StandInTag /> : null}
                    {image.base ? null : "no base"}
                    {isReference ? <Tag kind="reference">reference</Tag> : null}
                  </span>
                  {actions?.[image.imageId]}
                </th>
              ))}
            </tr>
          </thead>
          {matrix.groups.map((group) => (
            <tbody key={group.title}>
              <tr>
                <th
                  scope="rowgroup"
                  className={classNames(
                    FIRST_COLUMN,
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
                <Row key={row.id} row={row} columns={columns} unit={unit} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {matrix.sameInAll.length > 0 ? (
        <div className="flex flex-col gap-x-4 gap-y-1 pt-3.5 text-caption text-ink-2 md:flex-row">
          <b className="flex-none">
            {columns.length === 2 ? "Same in both" : `Same in all ${columns.length}`}
          </b>
          <ul className="flex flex-wrap gap-x-5 text-ink-3">
            {matrix.sameInAll.map((same) => (
              <li key={same.label}>
                {same.label}: <span className="text-ink-2">{same.value}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}
