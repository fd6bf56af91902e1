import { Button } from "@/components/ui/button.tsx";
import { StateLabel } from "@/components/ui/state-mark.tsx";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView } from "@/lib/runs/schemas.ts";
import type { LogConnection } from "./use-build-log.ts";

/** Below the log: whether more is coming, and whether the end is followed. */
export function LogState({
  build,
  connection,
  isFollowing,
  onFollow,
}: {
  build: BuildView;
  connection: LogConnection;
  isFollowing: boolean;
  onFollow: () => void;
}) {
  const isActive = isGoing(build);
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 border-rule border-t py-[7px] pr-2 pl-3.5 text-caption">
      <StateOf build={build} connection={connection} isFollowing={isFollowing} />
      {isActive && !isFollowing ? (
        <Button size="small" className="ml-auto" onClick={onFollow}>
          Follow the end
        </Button>
      ) : (
        <span className="ml-auto text-ink-3">a reload shows the same lines</span>
      )}
    </div>
  );
}

function StateOf({
  build,
  connection,
  isFollowing,
}: {
  build: BuildView;
  connection: LogConnection;
  isFollowing: boolean;
}) {
  if (connection === "lost") {
    return <StateLabel state="warning">the server does not answer, trying again</StateLabel>;
  }
  if (build.status === "queued") return <StateLabel state="waiting">waiting</StateLabel>;
  if (build.status !== "running") return <StateLabel state="waiting">the log is complete</StateLabel>;
  return <StateLabel state="running">{isFollowing ? "following" : "running, not following"}</StateLabel>;
}

/** What stands where no line is. */
export function emptyLogWords(build: BuildView): string {
  if (build.status === "queued") return build.waitingFor ?? "Waits for its turn.";
  if (build.status === "running") return "No output yet.";
  return build.cachedSteps > 0 ? "Every step was cached: nothing was printed." : "Nothing was printed.";
}
