import type { MouseEvent } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { Unit } from "@/components/ui/size.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { Timeline } from "@/lib/charts/timeline.ts";
import { formatSeconds } from "@/lib/format.ts";
import type { JobStatus } from "@/lib/job-status.ts";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { toBarLabel, toBuildNote } from "./build-words.ts";
import { TimelineAxis } from "./timeline-axis.tsx";
import { TimelineBar } from "./timeline-bar.tsx";

const GRID = "grid grid-cols-[minmax(0,1fr)_auto] items-center md:grid-cols-[216px_minmax(0,1fr)_92px]";

export const STATE_WORDS: Record<JobStatus, string> = {
  queued: "queued",
  running: "building",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
};

/** A run's builds over wall time. Each row is a link to its build's steps and log. */
export function TimelineChart({
  run,
  timeline,
  chosen,
  onChoose,
}: {
  run: RunView;
  timeline: Timeline;
  chosen: VariantId | undefined;
  onChoose: (variant: VariantId) => void;
}) {
  return (
    <div className="-mx-4 rounded-plate border-rule border-y bg-plate px-4 py-2 md:mx-0 md:border md:px-5 md:py-3">
      <Ruler timeline={timeline} edge="top" />
      {run.builds.map((build) => {
        const row = timeline.rows.find((candidate) => candidate.variant === build.variant);
        if (!row) return null;
        return (
          <div
            key={build.id}
            data-variant={build.variant}
            className={classNames(
              GRID,
              "min-h-11 border-rule border-t py-2 md:py-0",
              build.variant === chosen &&
                "-mx-4 bg-accent-wash px-4 shadow-[inset_2px_0_var(--accent)] md:-mx-5 md:px-5",
            )}
          >
            <BuildLink build={build} onChoose={onChoose} isChosen={build.variant === chosen} />
            <div className="relative order-last col-span-2 h-[34px] md:order-none md:col-span-1 md:h-11">
              <TimelineBar timeline={timeline} row={row} label={toBarLabel(build, row)} />
            </div>
            <div className="text-right font-medium text-ink text-lead">
              {row.tookMs === undefined ? (
                <span className="text-ink-3">–</span>
              ) : (
                <>
                  {formatSeconds(row.tookMs)}
                  <Unit>s</Unit>
                </>
              )}
              <small
                className={classNames(
                  "block font-normal text-axis",
                  build.status === "running" ? "text-accent" : "text-ink-3",
                  build.status === "failed" && "text-bad",
                )}
              >
                {STATE_WORDS[build.status]}
              </small>
            </div>
          </div>
        );
      })}
      <Ruler timeline={timeline} edge="bottom" />
    </div>
  );
}

function Ruler({ timeline, edge }: { timeline: Timeline; edge: "top" | "bottom" }) {
  return (
    <div
      className={classNames(
        "grid grid-cols-1 md:grid-cols-[216px_minmax(0,1fr)_92px]",
        edge === "bottom" && "border-rule border-t",
      )}
    >
      <span className="max-md:hidden" />
      <TimelineAxis timeline={timeline} edge={edge} />
      <span className="max-md:hidden" />
    </div>
  );
}

function BuildLink({
  build,
  onChoose,
  isChosen,
}: {
  build: BuildView;
  onChoose: (variant: VariantId) => void;
  isChosen: boolean;
}) {
  const choose = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onChoose(build.variant);
  };
  return (
    <a
      href={`?build=${build.variant}#log`}
      onClick={choose}
      aria-current={isChosen ? "true" : undefined}
      className="group grid min-w-0 py-0.5 no-underline"
    >
      <span className="inline-flex items-center gap-2 font-medium text-ink">
        <VariantGlyph variant={build.variant} />
        <span className="group-hover:underline">{build.variant}</span>
      </span>
      <small className="truncate pl-5 text-axis text-ink-3">{toBuildNote(build)}</small>
    </a>
  );
}
