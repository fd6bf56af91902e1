import type { ReactNode } from "react";
import { toScannerState } from "@/components/status/scanner-state.ts";
import { Link } from "@/components/ui/link.tsx";
import { type MarkState, StateLabel } from "@/components/ui/state-mark.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { formatSize } from "@/lib/format.ts";
import type { StatusView } from "@/lib/status/schemas.ts";

function Line({
  name,
  state,
  word,
  children,
}: {
  name: string;
  state: MarkState;
  word: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="grid grid-cols-[88px_1fr_auto] items-baseline gap-2 border-rule border-t py-[7px] text-caption">
      <span className="text-ink-3">{name}</span>
      <b className="min-w-0 truncate font-medium">{children}</b>
      <StateLabel state={state}>{word}</StateLabel>
    </li>
  );
}

function BasesLine({ bases }: { bases: StatusView["bases"] }) {
  const ready = bases.filter((base) => base.status === "ready");
  const standIns = ready.filter((base) => base.origin === "stand-in").length;
  const busy = bases.find((base) => base.status === "resolving");
  const why = (
    <Link href="/status#bases" className="text-ink">
      why
    </Link>
  );
  if (bases.some((base) => base.status === "failed"))
    return (
      <Line name="Bases" state="failed" word={why}>
        {bases.filter((base) => base.status === "failed").length} could not be had
      </Line>
    );
  if (busy || ready.length < bases.length)
    return (
      <Line name="Bases" state="running" word={`${ready.length} of ${bases.length}`}>
        {busy ? [busy.role, busy.progress].filter(Boolean).join(": ") : "waiting"}
      </Line>
    );
  if (bases.length === 0)
    return (
      <Line name="Bases" state="waiting" word="not yet">
        none asked for
      </Line>
    );
  return (
    <Line name="Bases" state={standIns > 0 ? "warning" : "up"} word={standIns > 0 ? why : "ok"}>
      {standIns} stand-in{standIns === 1 ? "" : "s"}, {ready.length - standIns} pulled
    </Line>
  );
}

/** Engine, scanner, bases, queue and disk in five lines. */
export function HealthPanel({ status }: { status: StatusView }) {
  const { engine, scanner, worker, queue, diskFreeBytes } = status;
  return (
    <section aria-labelledby="health-title">
      <h2 id="health-title" className="text-ink text-section">
        Health
      </h2>
      <ul className="mt-2">
        <Line
          name="Engine"
          state={engine.available ? "up" : "failed"}
          word={engine.available ? "up" : "down"}
        >
          {engine.available ? `Docker ${engine.version ?? ""}` : "none answers"}
        </Line>
        <Line name="Worker" state={worker.alive ? "up" : "failed"} word={worker.alive ? "up" : "down"}>
          {worker.alive ? `${worker.count} running` : "none heard of"}
        </Line>
        <Line name="Scanner" {...toScannerState(scanner)}>
          {scanner.available ? `Trivy ${scanner.version ?? ""}` : "sizes only"}
        </Line>
        {scanner.databaseUpdatedAt ? (
          <Line name="Findings" state="up" word="known">
            <Timestamp iso={scanner.databaseUpdatedAt} />
          </Line>
        ) : null}
        <BasesLine bases={status.bases} />
        <Line
          name="Queue"
          state={queue.running + queue.queued > 0 ? "running" : "up"}
          word={queue.running > 0 ? "busy" : queue.queued > 0 ? "waiting" : "ok"}
        >
          {queue.running} building, {queue.queued} waiting
        </Line>
        {diskFreeBytes === undefined ? null : (
          <Line
            name="Disk"
            state={diskFreeBytes < 5e9 ? "warning" : "up"}
            word={diskFreeBytes < 5e9 ? "low" : "ok"}
          >
            {formatSize(diskFreeBytes / 1000, "MB", 1).replace(" MB", " GB")} free
          </Line>
        )}
      </ul>
    </section>
  );
}
