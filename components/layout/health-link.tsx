import { isDiskFull } from "@/components/status/disk-full.ts";
import { toScannerState } from "@/components/status/scanner-state.ts";
import { Link } from "@/components/ui/link.tsx";
import { type MarkState, StateMark } from "@/components/ui/state-mark.tsx";
import type { StatusView } from "@/lib/status/schemas.ts";

/** The worst thing that is so, in a few words. */
function summariseHealth(status: StatusView): { state: MarkState; text: string; detail: string } {
  if (isDiskFull(status))
    return {
      state: "failed",
      text: "Disk full",
      detail: "Nothing can be stored before there is space again",
    };
  if (!status.database.available)
    return { state: "failed", text: "Database down", detail: "PostgreSQL does not answer" };
  if (!status.worker.alive)
    return { state: "failed", text: "No worker", detail: "No worker has been heard of; builds wait" };
  if (!status.engine.available)
    return { state: "failed", text: "No engine", detail: status.engine.reason ?? "No Docker Engine answers" };
  const failed = status.bases.filter((base) => base.status === "failed");
  if (failed.length > 0)
    return {
      state: "warning",
      text: "Bases missing",
      detail: `${failed.map((base) => base.role).join(", ")} could not be had`,
    };
  if (!status.scanner.available)
    return { state: "warning", text: "No scanner", detail: status.scanner.reason ?? "Trivy was not found" };
  const { state, word } = toScannerState(status.scanner);
  if (state !== "up")
    return {
      state,
      text: "Check scan data",
      detail: status.scanner.database?.cure ?? `Vulnerability ${word}`,
    };
  return { state: "up", text: "All systems up", detail: "Engine, scanner and database are up" };
}

export function HealthLink({ status }: { status: StatusView }) {
  const { state, text, detail } = summariseHealth(status);
  return (
    <Link
      href="/status"
      title={detail}
      className="flex items-center gap-1.5 whitespace-nowrap px-1.5 py-2 text-caption text-ink-2 no-underline"
    >
      <StateMark state={state} />
      <span className={state === "up" ? "sr-only md:not-sr-only" : "max-[389px]:sr-only"}>{text}</span>
    </Link>
  );
}
