"use client";

import { useNow } from "@/components/runs/use-now.ts";
import { Button } from "@/components/ui/button.tsx";
import { Link } from "@/components/ui/link.tsx";
import { formatClock, type SizeUnit } from "@/lib/format.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import { BuildLine } from "./build-line.tsx";
import { useRebuild } from "./rebuild-context.tsx";
import { type RunProgress, toRunProgress } from "./run-progress.ts";

export function progressWords(progress: RunProgress): string {
  const left = progress.leftMs === undefined ? "" : `, about ${Math.ceil(progress.leftMs / 1000)} s left`;
  return `${progress.finished} of ${progress.total} done${left}`;
}

function endWords(run: RunView): string {
  const count = (status: string) => run.builds.filter((build) => build.status === status).length;
  const parts = [
    [count("succeeded"), "built"],
    [count("failed"), "failed"],
    [count("cancelled"), "cancelled"],
  ] as const;
  return parts.flatMap(([n, word]) => (n > 0 ? `${n} ${word}` : [])).join(", ");
}

/** The run that this page follows, where its figures will appear: each build's step and time, then its delta. */
export function RunInPlace({
  unit,
  serverNowMs,
  isPinned = false,
}: {
  unit: SizeUnit;
  serverNowMs: number;
  /** The view shows certain images or a moment: new ones do not appear in it. */
  isPinned?: boolean;
}) {
  const rebuild = useRebuild();
  const run = rebuild?.run;
  const active = run !== undefined && isGoing(run);
  const now = useNow(serverNowMs, active);
  if (!rebuild || !run) return null;
  const progress = toRunProgress(run, now);
  return (
    <section
      aria-label={`Run ${run.number}`}
      className={`mt-5 rounded-plate border ${active ? "border-accent" : "border-rule-2"}`}
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
        <Link href={`/runs/${run.id}`} className="font-medium text-ink">
          Run {run.number}
        </Link>
        <span role="status">{active ? progressWords(progress) : endWords(run)}</span>
        <span className="ml-auto font-medium text-ink">{formatClock(progress.elapsedMs)}</span>
        {active ? (
          <Button size="small" onClick={rebuild.cancel}>
            Cancel
          </Button>
        ) : (
          <>
            {isPinned ? (
              <Button size="small" asChild>
                <Link href={`/compare?run=${run.number}`}>Compare its images</Link>
              </Button>
            ) : null}
            <Button size="small" look="quiet" onClick={rebuild.dismiss}>
              Dismiss
            </Button>
          </>
        )}
      </header>
      <ul className="divide-y divide-rule border-rule border-t">
        {run.builds.map((build) => (
          <BuildLine key={build.id} run={run} build={build} now={now} unit={unit} />
        ))}
      </ul>
    </section>
  );
}
