import { CoverageMarks } from "@/components/findings/coverage-marks.tsx";
import { letterOf, SEVERITY_LOOKS } from "@/components/findings/severity-letter.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { SeverityChart, SeverityRow } from "@/lib/charts/severity.ts";
import { formatCount } from "@/lib/format.ts";
import { percent } from "../percent.ts";
import { SeverityTable } from "./severity-table.tsx";

/** A bar an image on one scale, with what the scanner saw under it; what it could not see into has no bar. */
export function SeverityBars({ chart }: { chart: SeverityChart }) {
  return (
    <>
      <ul className="grid gap-4" aria-label="Findings by severity">
        {chart.rows.map((row) => (
          <li
            key={row.imageId}
            data-row=""
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 md:grid-cols-[128px_minmax(0,1fr)_56px]"
          >
            <VariantName variant={row.variant} mark={row.mark} href={`/images/${row.imageId}#findings`} />
            <div className="order-3 col-span-2 mt-1 md:order-none md:col-span-1 md:mt-0">
              <Bar row={row} />
            </div>
            <Total row={row} />
            <div className="order-4 col-span-2 pt-1 md:order-none md:col-start-2">
              <CoverageMarks marks={row.marks} />
              {row.accepted > 0 ? (
                <p className="text-axis text-ink-3">{formatCount(row.accepted)} of all are accepted</p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <SeverityTable chart={chart} />
    </>
  );
}

const NO_BAR: Record<Exclude<SeverityRow["state"], "count">, string> = {
  "not-scannable": "not scannable",
  unknown: "findings unknown",
  none: "not scanned yet",
};

function Bar({ row }: { row: SeverityRow }) {
  if (row.state !== "count") {
    return (
      <div
        title={row.reason || undefined}
        className={classNames(
          "h-[22px] border border-dashed px-2 text-[11px] leading-5",
          row.state === "none" ? "border-rule-2 text-ink-3" : "hatched border-rule-3 text-ink-2",
        )}
      >
        <b className="rounded-tag bg-bg px-[5px] font-semibold">{NO_BAR[row.state]}</b>
      </div>
    );
  }
  if (row.total === 0) {
    return row.isLowerBound ? (
      <div className="hatched h-[22px] border border-rule-3 border-dashed px-2 text-[11px] text-ink-2 leading-5">
        <b className="rounded-tag bg-bg px-[5px] font-semibold">none in what was seen</b>
      </div>
    ) : (
      <div className="h-[22px] border-rule-3 border-l" />
    );
  }
  return (
    <div className="flex h-[22px] gap-px">
      {row.parts.map((part) => (
        <span
          key={part.severity}
          title={`${part.count} ${part.severity}`}
          className={classNames(
            "min-w-[3px] overflow-hidden whitespace-nowrap font-medium text-[11px] leading-[22px]",
            part.widthRatio > 0.06 && "pl-[5px]",
            SEVERITY_LOOKS[part.severity],
          )}
          style={{ width: percent(part.widthRatio) }}
        >
          {part.widthRatio > 0.06 ? `${letterOf(part.severity)} ${part.count}` : null}
        </span>
      ))}
      {row.isLowerBound ? (
        <span
          title="and what was not seen"
          className="hatched w-6 flex-none border border-rule-3 border-dashed border-l-0"
        />
      ) : null}
    </div>
  );
}

function Total({ row }: { row: SeverityRow }) {
  return (
    <span className="text-right font-medium text-[14px] text-ink">
      {row.state === "count" ? (
        <>
          {row.isLowerBound ? <span title="at least: parts of the image were not seen">≥ </span> : null}
          {formatCount(row.total)}
        </>
      ) : (
        "?"
      )}
    </span>
  );
}
