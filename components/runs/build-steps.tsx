import { classNames } from "@/components/ui/class-names.ts";
import type { BuildView, StepView } from "@/lib/runs/schemas.ts";
import { toStepName, toStepTime } from "./build-words.ts";

const LOOKS: Record<StepView["status"], string> = {
  running: "bg-accent-wash shadow-[inset_2px_0_var(--accent)] text-ink",
  completed: "text-ink",
  cached: "text-ink-3",
  failed: "bg-bad-wash shadow-[inset_2px_0_var(--bad)] text-bad",
  cancelled: "text-ink-3",
};

/** The current attempt's steps with their seconds; a step is a way to its first line in the log. */
export function BuildSteps({
  build,
  nowMs,
  onOpenStep,
}: {
  build: BuildView;
  nowMs: number;
  onOpenStep: (step: number) => void;
}) {
  if (build.steps.length === 0) {
    return <p className="text-caption text-ink-3">No step has begun. {build.waitingFor}</p>;
  }
  return (
    <ol aria-label={`Steps of ${build.variant}`} className="text-caption">
      {build.steps.map((step) => (
        <li
          key={step.index}
          className={classNames(
            "grid grid-cols-[22px_minmax(0,1fr)_62px] gap-2 border-rule border-t py-[5px]",
            LOOKS[step.status],
          )}
        >
          <span className="text-right text-ink-3">{step.index}</span>
          <button
            type="button"
            title={toStepName(step.name)}
            onClick={() => onOpenStep(step.index)}
            className="truncate text-left hover:text-accent"
          >
            {toStepName(step.name)}
          </button>
          <span
            title={step.sharedWith && `Done once in this run, by ${step.sharedWith}.`}
            className={classNames(
              "whitespace-nowrap text-right",
              step.status === "running" && "font-semibold text-accent",
              step.status === "completed" && "text-ink-2",
            )}
          >
            {toStepTime(step, nowMs)}
            {step.sharedWith ? <span className="sr-only"> with {step.sharedWith}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
