import { Button } from "@/components/ui/button.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView } from "@/lib/runs/schemas.ts";
import type { RunActions } from "./use-run-actions.ts";

/** One build's name, its attempts, and what can be done with it. */
export function BuildHead({
  build,
  actions,
  onOpenAttempt,
}: {
  build: BuildView;
  actions: RunActions;
  onOpenAttempt: (attempt: number) => void;
}) {
  const isActive = isGoing(build);
  const canRetry = build.status === "failed" || build.status === "cancelled";
  const earlier = build.attempts.filter((attempt) => attempt.number !== build.attempt);
  return (
    <div className="mb-2.5 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <h2 className="inline-flex items-center gap-2 text-ink text-section">
        <VariantGlyph variant={build.variant} />
        {build.variant}
      </h2>
      <p className="text-caption text-ink-3">
        {build.attempt === 0 ? "not started" : `attempt ${build.attempt} of ${build.attempts.length}`}
      </p>
      <div data-screen-only="" className="ml-auto flex flex-wrap items-center gap-1">
        {earlier.map((attempt) => (
          <Button
            key={attempt.number}
            look="quiet"
            size="small"
            onClick={() => onOpenAttempt(attempt.number)}
          >
            Attempt {attempt.number}
          </Button>
        ))}
        {isActive ? (
          <Button
            size="small"
            disabled={actions.isBusy || build.cancelRequested}
            onClick={() => actions.cancelBuild(build)}
          >
            {build.cancelRequested ? "Cancelling" : "Cancel"}
          </Button>
        ) : null}
        {canRetry ? (
          <Button size="small" disabled={actions.isBusy} onClick={() => actions.retryBuild(build)}>
            Retry
          </Button>
        ) : null}
        {build.status === "succeeded" ? (
          <Button size="small" disabled={actions.isBusy} onClick={() => actions.rebuild([build.variant])}>
            Rebuild
          </Button>
        ) : null}
      </div>
    </div>
  );
}
