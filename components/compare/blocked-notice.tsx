import { DISK_FULL, isDiskFull } from "@/components/status/disk-full.ts";
import { Problem } from "@/components/ui/problem.tsx";
import type { StatusView } from "@/lib/status/schemas.ts";

export type Blocked = { title: string; text: string; cure?: string | undefined; code?: string };

/** Why nothing can be built now, if so. What was measured before stays readable. */
export function whyBlocked(status: StatusView): Blocked | undefined {
  if (isDiskFull(status)) return DISK_FULL;
  if (!status.worker.alive)
    return {
      title: "No worker is running",
      text: "Builds wait in the queue until one is there.",
      cure: "npm start starts web and worker together; its terminal says why the worker stopped.",
    };
  if (!status.engine.available)
    return {
      title: "No Docker Engine answers",
      text: status.engine.reason ?? "The worker found no engine.",
      cure: status.engine.cure,
      code: "engine-unavailable",
    };
  return undefined;
}

/** Says that pages are read-only for now, and exactly what to install or set. */
export function BlockedNotice({ blocked, className }: { blocked: Blocked; className?: string }) {
  return (
    <Problem
      level="warning"
      title={blocked.title}
      {...(blocked.code ? { code: blocked.code } : {})}
      {...(className ? { className } : {})}
    >
      <p>{blocked.text}</p>
      {blocked.cure ? <p className="mt-1 text-ink">{blocked.cure}</p> : null}
      <p className="mt-1">Figures measured before stay here; building starts by itself once it is there.</p>
    </Problem>
  );
}
