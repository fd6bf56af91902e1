"use client";

import { type ReactNode, useState } from "react";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";
import { BuildHead } from "./build-head.tsx";
import { BuildSteps } from "./build-steps.tsx";
import type { LogTail } from "./log-tail.tsx";
import { LogViewer } from "./log-viewer.tsx";
import { useBuildLog } from "./use-build-log.ts";
import type { LogTarget } from "./use-log-scroll.ts";
import type { RunActions } from "./use-run-actions.ts";

/** The steps of one build beside its log; a step or an attempt leads to its first line. */
export function BuildPanel({
  run,
  build,
  nowMs,
  tail,
  actions,
  target,
  onStatus,
  children,
}: {
  run: RunView;
  build: BuildView;
  nowMs: number;
  tail: LogTail | undefined;
  actions: RunActions;
  /** What the page asks the log to show; a new object each time. */
  target: LogTarget | undefined;
  onStatus: () => void;
  children: ReactNode;
}) {
  const isActive = isGoing(build);
  const log = useBuildLog(build.id, isActive, onStatus);
  const [inside, setInside] = useState<LogTarget>();
  const [outside, setOutside] = useState(target);
  if (outside !== target) {
    setOutside(target);
    setInside(undefined);
  }

  return (
    <div className="grid gap-x-10 gap-y-7 md:grid-cols-[320px_minmax(0,1fr)] lg:grid-cols-[392px_minmax(0,1fr)]">
      <div className="min-w-0">
        <BuildHead build={build} actions={actions} onOpenAttempt={(attempt) => setInside({ attempt })} />
        <BuildSteps
          build={build}
          nowMs={nowMs}
          onOpenStep={(step) => setInside({ attempt: build.attempt, step })}
        />
      </div>
      <div className="min-w-0">
        <LogViewer
          build={build}
          log={log}
          tail={tail}
          permalink={`/runs/${run.number}?build=${build.variant}`}
          target={inside ?? target}
        />
        {children}
      </div>
    </div>
  );
}
