"use client";

import { useNow } from "@/components/runs/use-now.ts";
import { markOfBuild } from "@/components/ui/build-state.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { StateLabel } from "@/components/ui/state-mark.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { formatClock, formatSeconds } from "@/lib/format.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView } from "@/lib/runs/schemas.ts";
import { useRebuild } from "./rebuild-context.tsx";
import { progressWords } from "./run-in-place.tsx";
import { buildDoing, buildElapsedMs, toRunProgress } from "./run-progress.ts";

function words(build: BuildView, now: number): string {
  const elapsedMs = buildElapsedMs(build, now);
  const seconds = elapsedMs < 120_000 ? `${formatSeconds(elapsedMs)} s` : `${formatClock(elapsedMs)} min`;
  if (build.status === "queued") return "queued";
  if (build.status === "running") return build.attempt > 1 ? `attempt ${build.attempt}, ${seconds}` : seconds;
  if (build.status === "succeeded") return seconds;
  return build.status;
}

/** The start page's small view of the run that is going, or of the one that has just ended. */
export function BuildingNow({ serverNowMs }: { serverNowMs: number }) {
  const run = useRebuild()?.run;
  const active = run !== undefined && isGoing(run);
  const now = useNow(serverNowMs, active);
  if (!run) return null;
  const progress = toRunProgress(run, now);
  const waiting = run.builds.find((build) => build.status === "queued" && build.waitingFor);
  return (
    <section aria-labelledby="now-title">
      <h2 id="now-title" className="text-ink text-section">
        {active ? "Building now" : "Just built"}
      </h2>
      <div className="mt-2.5 rounded-plate border border-rule-2 bg-plate px-4 py-3.5">
        <div className="flex justify-between gap-2 font-medium text-ink">
          <Link href={`/runs/${run.id}`}>
            Run {run.number}, {run.service}
          </Link>
          <span>{formatClock(progress.elapsedMs)}</span>
        </div>
        <div className="my-2">
          <Progress ratio={progress.ratio} label={`Progress of run ${run.number}`} />
        </div>
        <p className="text-caption text-ink-3">{progressWords(progress)}</p>
        <ul className="mt-1.5">
          {run.builds.map((build) => (
            <li key={build.id} className="grid grid-cols-[1fr_auto] text-caption leading-[26px]">
              <VariantName variant={build.variant} />
              <StateLabel state={markOfBuild(build.status)}>{words(build, now)}</StateLabel>
              {build === waiting ? (
                <small className="col-span-2 mb-1 pl-5 text-axis text-ink-3">{buildDoing(build)}</small>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
