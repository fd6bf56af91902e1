"use client";

import { PageHead } from "@/components/layout/page.tsx";
import { BuildState } from "@/components/ui/build-state.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Digest } from "@/components/ui/digest.tsx";
import { Fact, Facts } from "@/components/ui/facts.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { formatClock } from "@/lib/format.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { RunActions } from "./use-run-actions.ts";

/** The run's title, its facts and what can be done with the whole of it. */
export function RunHead({ run, nowMs, actions }: { run: RunView; nowMs: number; actions: RunActions }) {
  const active = isGoing(run);
  const startedMs = Date.parse(run.startedAt ?? run.createdAt);
  const endMs = run.finishedAt && !active ? Date.parse(run.finishedAt) : nowMs;
  const built = run.builds.filter((build) => build.status === "succeeded").length;
  const isCancelling = run.builds.some((build) => build.cancelRequested && build.status === "running");
  const variants = run.builds.map((build) => build.variant);
  return (
    <PageHead
      title={`Run ${run.number}`}
      remark={`${run.service}, ${run.recipe}, ${run.force ? "forced build" : "build"} of ${countWords(run.builds.length)}`}
      facts={
        <Facts>
          <Fact name="State">
            <BuildState status={run.status} {...(isCancelling ? { detail: ", cancelling" } : {})} />
          </Fact>
          <Fact name="Started">
            <Timestamp iso={run.startedAt ?? run.createdAt} />
          </Fact>
          <Fact name={active ? "Elapsed" : "Took"}>
            <b>{formatClock(endMs - startedMs)}</b>
          </Fact>
          <Fact name="Built">
            {built} of {run.builds.length}
          </Fact>
          <Fact name="Recipe">{run.recipeSummary}</Fact>
          <Fact name="Source">
            <Digest digest={run.sourceDigest} />
          </Fact>
          <Fact name="Platform">{run.platform}</Fact>
        </Facts>
      }
      actions={
        <>
          {active ? (
            <Button onClick={actions.cancelRun} disabled={actions.isBusy || isCancelling}>
              Cancel run
            </Button>
          ) : (
            <Button look="primary" onClick={() => actions.rebuild(variants)} disabled={actions.isBusy}>
              Rebuild {run.builds.length > 1 ? "all" : variants[0]}
            </Button>
          )}
          <Button asChild>
            <Link
              href={`/compare?service=${encodeURIComponent(run.service)}&recipe=${encodeURIComponent(run.recipe)}`}
            >
              Open comparison
            </Link>
          </Button>
        </>
      }
    />
  );
}

function countWords(count: number): string {
  const words = ["no", "one", "two", "three", "four", "five", "six", "seven"];
  return `${words[count] ?? count} variant${count === 1 ? "" : "s"}`;
}
