import { isGoing } from "@/lib/job-status.ts";
import type { RunView } from "@/lib/runs/schemas.ts";

/** What the bars' looks mean; only those that are there. */
export function TimelineKey({ run }: { run: RunView }) {
  const hasFailure = run.builds.some((build) =>
    build.attempts.some((attempt) => attempt.status === "failed"),
  );
  return (
    <ul className="flex flex-wrap gap-x-4 text-caption">
      <Entry look="bg-ink-2 border-ink-2">dependencies</Entry>
      <Entry look="bg-[color-mix(in_oklab,var(--ink-2)_24%,var(--plate))] border-ink-2">
        service and image
      </Entry>
      {hasFailure ? <Entry look="bg-bad border-bad">failed</Entry> : null}
      {isGoing(run) ? (
        <li className="inline-flex items-center gap-2">
          <i aria-hidden="true" className="h-3.5 w-0.5 bg-accent" />
          now
        </li>
      ) : null}
    </ul>
  );
}

function Entry({ look, children }: { look: string; children: string }) {
  return (
    <li className="inline-flex items-center gap-2">
      <i aria-hidden="true" className={`h-2.5 w-3.5 border ${look}`} />
      {children}
    </li>
  );
}
