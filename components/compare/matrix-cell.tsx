import { classNames } from "@/components/ui/class-names.ts";
import { Unit } from "@/components/ui/size.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import type { MatrixCell as Cell, CellValue } from "@/lib/compare/matrix.ts";
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

/** The head rows, whose figures change where the page builds an image again, and what they were before. */
const FRESH: Record<string, (column: ComparisonColumn) => number | undefined> = {
  size: ({ previous }) => previous?.sizeBytes,
  pull: ({ previous }) => previous?.compressedBytes,
};

/** One figure of the table: best of its row or not, how far from the reference's, where it is told in full. */
export function MatrixCell({
  cell,
  unit,
  column,
  rowId,
}: {
  cell: Cell;
  unit: SizeUnit;
  column: ComparisonColumn;
  rowId: string;
}) {
  const { isReference, image } = column;
  const beforeOf = FRESH[rowId];
  const value = <Value value={cell.value} unit={unit} />;
  const isWord = ["text", "not-scannable", "failed"].includes(cell.value.kind);
  const figure = (
    <>
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
    </>
  );
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
      {cell.delta ? (
        <div className={beforeOf ? undefined : "matrix-figure"}>
          <span>{figure}</span>
          <small className="matrix-note max-md:max-w-none max-md:whitespace-nowrap">{cell.delta}</small>
        </div>
      ) : (
        figure
      )}
      {cell.note ? <small className="matrix-note">{cell.note}</small> : null}
    </td>
  );
}
