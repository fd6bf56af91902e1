import { AskButton } from "@/components/api/ask-button.tsx";
import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import { isGoing } from "@/lib/job-status.ts";
import type { ImageProbes } from "@/lib/probes/schemas.ts";

type Current = NonNullable<ImageProbes["current"]>;

/** A probe that is no answer (yet): what it waits for or does, or why it failed. */
export function ProbeState({ probe }: { probe: Current }) {
  const state = probe.status === "failed" ? "failed" : probe.status === "running" ? "running" : "waiting";
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 text-caption" aria-live="polite">
      <span className="inline-flex items-baseline gap-2">
        <StateMark state={state} />
        <span>{wordsOf(probe)}</span>
      </span>
      {isGoing(probe) ? (
        <>
          <AskButton path={`/probes/${probe.id}/cancel`}>Cancel probe</AskButton>
          <AutoRefresh />
        </>
      ) : null}
    </div>
  );
}

function wordsOf(probe: Current): string {
  const now = probe.waitingFor ? ` ${probe.waitingFor}` : "";
  switch (probe.status) {
    case "running":
      return probe.cancelRequested ? "The probe is being cancelled." : `Being run and measured.${now}`;
    case "queued":
      return `Waits to be run.${now}`;
    case "failed":
      return `The last probe failed. ${probe.error?.message ?? ""}`;
    case "cancelled":
      return "The last probe was cancelled.";
    default:
      return "Probed.";
  }
}
