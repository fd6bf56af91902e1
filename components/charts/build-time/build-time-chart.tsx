import { classNames } from "@/components/ui/class-names.ts";
import { Unit } from "@/components/ui/size.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import {
  BUILD_PART_WORDS,
  type BuildTimePart,
  type BuildTimeRow,
  type BuildTimeChart as Chart,
} from "@/lib/charts/build-time.ts";
import { formatTick } from "@/lib/charts/ruler.ts";
import { formatSeconds } from "@/lib/format.ts";
import { BUILD_PARTS, type BuildPart } from "@/lib/images/schemas-build.ts";
import { percent } from "../percent.ts";
import { BuildTimeTable } from "./build-time-table.tsx";

const FILLS: Record<BuildPart, string> = {
  dependencies: "bg-variant border-variant",
  compile: "bg-[color-mix(in_oklab,var(--variant)_50%,var(--bg))] border-variant",
  copy: "bg-[repeating-linear-gradient(90deg,var(--variant)_0_1px,transparent_1px_3px)] border-variant",
  export: "bg-[color-mix(in_oklab,var(--variant)_14%,var(--bg))] border-variant",
  rest: "bg-transparent border-rule-3",
};

const COLUMNS =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 md:grid-cols-[160px_minmax(0,1fr)_72px]";

/** What making each image took, by what it was spent with; drawn by the server alone. */
export function BuildTimeChart({ chart }: { chart: Chart }) {
  return (
    <>
      <figure aria-label="Build time of each image by what it was spent with" className="m-0">
        <div aria-hidden="true" className={classNames(COLUMNS, "max-md:hidden")}>
          <span />
          <div className="relative h-5 border-rule-3 border-b">
            {chart.ruler.majors.map((value, index) => (
              <span
                key={value}
                className={classNames(
                  "absolute bottom-1 whitespace-nowrap text-axis text-ink-3",
                  index > 0 && "-translate-x-1/2",
                )}
                style={{ left: percent(value / chart.ruler.max) }}
              >
                {formatTick(value, chart.ruler.step)}
                {index === 0 ? " s" : null}
              </span>
            ))}
          </div>
          <span />
        </div>
        <ul>
          {chart.rows.map((row) => (
            <li
              key={row.imageId}
              data-row=""
              data-variant={row.variant}
              className={classNames(COLUMNS, "border-rule border-b py-2.5")}
            >
              <VariantName
                variant={row.variant}
                mark={row.mark}
                href={row.run ? `/runs/${row.run.id}` : `/images/${row.imageId}`}
              />
              <div className="order-3 col-span-2 mt-1 min-w-0 md:order-none md:col-span-1 md:mt-0">
                <Bar row={row} />
                <p className="mt-1 text-axis text-ink-3">{row.parts.map(sayPart).join(" · ")}</p>
              </div>
              <span className="text-right font-medium text-[14px] text-ink">
                {formatSeconds(row.totalMs)}
                <Unit>s</Unit>
              </span>
            </li>
          ))}
        </ul>
      </figure>
      <BuildTimeTable chart={chart} />
    </>
  );
}

function Bar({ row }: { row: BuildTimeRow }) {
  return (
    <div className="relative h-[18px]">
      {row.parts
        .filter(({ ms }) => ms > 0)
        .map((part) => (
          <i
            key={part.part}
            title={sayPart(part)}
            className={classNames("absolute inset-y-0 min-w-px border", FILLS[part.part])}
            style={{ left: percent(part.startRatio), width: percent(part.widthRatio) }}
          />
        ))}
    </div>
  );
}

/** `dependencies cached`, or `compile 2.1 s`. */
function sayPart({ part, ms, cached }: BuildTimePart): string {
  if (cached === "all") return `${BUILD_PART_WORDS[part]} cached`;
  return `${BUILD_PART_WORDS[part]} ${formatSeconds(ms)} s${cached === "some" ? ", partly cached" : ""}`;
}

/** What the bars' looks mean. */
export function BuildTimeKey() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-ink-2 [--variant:var(--ink-2)]">
      {BUILD_PARTS.map((part) => (
        <li key={part} className="inline-flex items-center gap-1.5">
          <i aria-hidden="true" className={classNames("h-2.5 w-3.5 border", FILLS[part])} />
          {BUILD_PART_WORDS[part]}
        </li>
      ))}
    </ul>
  );
}
