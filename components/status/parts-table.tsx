import type { ReactNode } from "react";
import { AskButton } from "@/components/api/ask-button.tsx";
import { type MarkState, StateLabel } from "@/components/ui/state-mark.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { formatCount, joinSentences } from "@/lib/format.ts";
import type { StatusView } from "@/lib/status/schemas.ts";
import { formatDisk } from "./format-disk.ts";
import { toScannerState } from "./scanner-state.ts";

const LOW_DISK_BYTES = 5e9;

type Part = { name: string; state: MarkState; word: string; version?: string | undefined; remark: ReactNode };

/** Everything that has to run, with its state, its version and what it says. */
export function PartsTable({ status }: { status: StatusView }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th className="w-[130px]">Part</Th>
          <Th className="w-[160px]">State</Th>
          <Th className="w-[160px]">Version</Th>
          <Th>What it says</Th>
        </tr>
      </thead>
      <tbody>
        {toParts(status).map((part) => (
          <Tr key={part.name}>
            <Td fold="title">{part.name}</Td>
            <Td fold="end">
              <StateLabel state={part.state}>{part.word}</StateLabel>
            </Td>
            <Td name={part.version && "Version"} dim={part.version === undefined}>
              {part.version ?? <span className="folded:hidden">–</span>}
            </Td>
            <Td fold="line" dim className="[overflow-wrap:anywhere]">
              {part.remark}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function toParts(status: StatusView): Part[] {
  const { web, database, engine, worker, scanner, queue, diskFreeBytes } = status;
  const upOrDown = (isUp: boolean) =>
    ({ state: isUp ? "up" : "failed", word: isUp ? "up" : "down" }) as const;
  return [
    { name: "Web", ...upOrDown(true), version: web.version, remark: "this page" },
    {
      name: "PostgreSQL",
      ...upOrDown(database.available),
      version: database.version,
      remark: database.available
        ? "runs, images, logs and the queue"
        : "does not answer; nothing stored is lost",
    },
    {
      name: "Worker",
      ...upOrDown(worker.alive),
      remark: worker.alive
        ? `${formatCount(worker.count)} running`
        : "none has been heard of for 15 s; builds wait until one is",
    },
    {
      name: "Docker Engine",
      ...upOrDown(engine.available),
      version: engine.version,
      remark: engine.available
        ? `builds and keeps the images${engine.id ? `, ID ${engine.id}` : ""}`
        : joinSentences(engine.reason, engine.cure),
    },
    {
      name: "Scanner",
      ...toScannerState(scanner),
      version: scanner.version,
      remark: (
        <>
          {scanner.databaseUpdatedAt ? (
            <>
              database of <Timestamp iso={scanner.databaseUpdatedAt} />{" "}
            </>
          ) : null}
          {joinSentences(
            scanner.available ? undefined : (scanner.reason ?? "Sizes and layers need none."),
            scanner.database?.reason,
            // What a fetch met says itself what to do.
            scanner.refresh?.isGoing
              ? "Newer data is being fetched."
              : (scanner.refresh?.error?.message ?? scanner.database?.cure),
          )}
          {scanner.available ? (
            <span className="mt-1 block">
              <AskButton path="/scanner/refresh" look="default" aria-label="Refresh the vulnerability data">
                Refresh
              </AskButton>
            </span>
          ) : null}
        </>
      ),
    },
    {
      name: "Queue",
      ...toQueueState(queue),
      remark: `${formatCount(queue.running)} building, ${formatCount(queue.queued)} waiting`,
    },
    ...(diskFreeBytes === undefined ? [] : [toDisk(diskFreeBytes)]),
  ];
}

function toQueueState({ running, queued }: StatusView["queue"]): Pick<Part, "state" | "word"> {
  if (running > 0) return { state: "running", word: "busy" };
  return queued > 0 ? { state: "waiting", word: "waiting" } : { state: "up", word: "empty" };
}

function toDisk(freeBytes: number): Part {
  const isLow = freeBytes < LOW_DISK_BYTES;
  return {
    name: "Disk",
    state: isLow ? "warning" : "up",
    word: isLow ? "low" : "enough",
    remark: `${formatDisk(freeBytes)} free where the state folder is${isLow ? "; five builds need about 5 GB" : ""}`,
  };
}
