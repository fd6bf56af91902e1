"use client";

import { useNow } from "@/components/runs/use-now.ts";
import { Link } from "@/components/ui/link.tsx";
import { StateLabel } from "@/components/ui/state-mark.tsx";
import { formatClock } from "@/lib/format.ts";
import type { RungView } from "@/lib/ladder/schemas.ts";
import { useLadder } from "./ladder-live.tsx";

type Build = NonNullable<RungView["build"]>;

function Going({ build }: { build: Build }) {
  const now = useNow(build.startedAt ? Date.parse(build.startedAt) : 0, build.status === "running");
  const elapsed = build.startedAt ? now - Date.parse(build.startedAt) : undefined;
  const left = build.estimateMs ? ` of about ${formatClock(build.estimateMs)}` : "";
  const detail = build.status === "queued" ? (build.waitingFor ?? "") : (build.step ?? "");
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StateLabel state={build.status === "queued" ? "waiting" : "running"}>
        {build.status === "queued" ? "queued" : "building"}
      </StateLabel>
      {elapsed === undefined || build.status === "queued" ? null : (
        <span className="whitespace-nowrap">
          {formatClock(elapsed)}
          {left}
        </span>
      )}
      <span className="truncate text-ink-3">{detail}</span>
    </span>
  );
}

/** Where a rung has no bar: that it is not built, or how far its build is. A link leads to the log. */
export function RungState({ id, isMeasured }: { id: string; isMeasured: boolean }) {
  const rung = useLadder()?.ladder.rungs.find((each) => each.id === id);
  const build = rung?.build;
  if (!build || build.status === "succeeded") {
    if (isMeasured) return null;
    return (
      <span className="text-caption text-ink-3">
        {rung?.image ? "its compressed size is being measured" : "not built yet"}
      </span>
    );
  }
  return (
    <Link
      href={`/runs/${build.run}`}
      className="pointer-events-auto relative z-10 inline-block max-w-full bg-plate pr-2 text-caption text-ink-2 no-underline hover:text-ink"
    >
      {build.status === "failed" || build.status === "cancelled" ? (
        <span className="flex min-w-0 items-center gap-2">
          <StateLabel state={build.status === "failed" ? "failed" : "waiting"}>{build.status}</StateLabel>
          <span className="truncate">{build.error?.message}</span>
        </span>
      ) : (
        <Going build={build} />
      )}
    </Link>
  );
}
