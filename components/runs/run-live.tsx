"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useEffectEvent, useState } from "react";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Problem } from "@/components/ui/problem.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import { toTimeline } from "@/lib/charts/timeline.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";
import { VARIANT_IDS, type VariantId } from "@/lib/variants/variants.ts";
import { BuildError } from "./build-error.tsx";
import { BuildPanel } from "./build-panel.tsx";
import { ChangesTable } from "./changes-table.tsx";
import { chooseBuild } from "./choose-build.ts";
import type { LogTail } from "./log-tail.tsx";
import { RunHead } from "./run-head.tsx";
import { TimelineChart } from "./timeline-chart.tsx";
import { TimelineKey } from "./timeline-key.tsx";
import { TimelineTable } from "./timeline-table.tsx";
import type { LogTarget } from "./use-log-scroll.ts";
import { useNow } from "./use-now.ts";
import { usePolledRun } from "./use-polled-run.ts";
import { useRunActions } from "./use-run-actions.ts";

/** One run, from the server's rendering on kept true while it goes. */
export function RunLive({
  initial,
  nowMs: serverNowMs,
  dockerfile,
  tail,
}: {
  initial: RunView;
  nowMs: number;
  dockerfile: readonly string[];
  /** The end of the log of the build that is shown first. */
  tail: (LogTail & { buildId: string }) | undefined;
}) {
  const { run, isFresh, refresh, accept } = usePolledRun(initial);
  const nowMs = useNow(serverNowMs, isGoing(run));
  const actions = useRunActions(run, accept);
  const [wanted, setWanted] = useQueryState(
    "build",
    parseAsStringLiteral(VARIANT_IDS).withOptions({ history: "replace", scroll: false }),
  );
  const [target, setTarget] = useState<LogTarget>();
  const timeline = toTimeline(run, nowMs);
  const [shown, setShown] = useState<VariantId>();
  const build = chooseBuild(run, wanted ?? undefined, shown);
  if (build && build.variant !== shown) setShown(build.variant);
  const choose = (variant: VariantId) => void setWanted(variant);
  useRowKeys(run, build, choose);

  return (
    <>
      <RunHead run={run} nowMs={nowMs} actions={actions} />
      {isFresh ? null : (
        <Problem level="warning" title="The server does not answer" className="mb-5">
          <p>What is shown is what was last known; the page tries again every second.</p>
        </Problem>
      )}
      <SectionHead id="timeline" title="Timeline" hint="wall time" tools={<TimelineKey run={run} />} />
      <TimelineChart run={run} timeline={timeline} chosen={build?.variant} onChoose={choose} />
      <Disclosure>
        <TimelineTable run={run} timeline={timeline} />
      </Disclosure>
      {timeline.hiddenAttempts > 0 ? (
        <p className="mt-2 text-caption text-ink-3">
          Earlier attempts ({timeline.hiddenAttempts}) lie long before this and are not drawn; their logs are
          below.
        </p>
      ) : null}
      {toFailures(run).map(({ variant, attempt, error }) => (
        <BuildError
          key={`${variant} ${attempt}`}
          variant={variant}
          attempt={attempt}
          error={error}
          dockerfile={dockerfile}
          onOpenLog={() => {
            choose(variant);
            setTarget({ attempt });
            document.getElementById("log")?.scrollIntoView();
          }}
        />
      ))}
      <section
        id="log"
        data-own-row-keys=""
        aria-label="Steps and log"
        className="mt-7 scroll-mt-14 border-rule border-t pt-7 pb-9"
      >
        {build ? (
          <BuildPanel
            key={build.id}
            run={run}
            build={build}
            nowMs={nowMs}
            tail={tail?.buildId === build.id ? tail : undefined}
            actions={actions}
            target={target}
            onStatus={() => void refresh()}
          >
            <div className="mt-7">
              <SectionHead
                id="changes"
                title={isGoing(run) ? "What changed so far" : "What changed"}
                hint="against the images before this run"
              />
              <ChangesTable run={run} />
            </div>
          </BuildPanel>
        ) : null}
      </section>
    </>
  );
}

/** The last failure of each build that is still failed, or that a retry is mending now. */
function toFailures(run: RunView) {
  return run.builds.flatMap((build) => {
    if (build.status === "succeeded") return [];
    const failed = build.attempts.findLast((attempt) => attempt.error && attempt.status === "failed");
    const error = failed?.error ?? (build.status === "failed" ? build.error : undefined);
    return error ? [{ variant: build.variant, attempt: failed?.number ?? build.attempt, error }] : [];
  });
}

/** `j` and `k` go to the next and the previous build. */
function useRowKeys(run: RunView, build: BuildView | undefined, choose: (variant: VariantId) => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
    const place = run.builds.findIndex((candidate) => candidate.id === build?.id);
    const next = run.builds[place + direction];
    if (direction !== 0 && next) choose(next.variant);
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
