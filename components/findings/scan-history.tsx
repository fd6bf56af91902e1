import { AskButton } from "@/components/api/ask-button.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { formatCount, formatSeconds } from "@/lib/format.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { ScanView } from "@/lib/scans/schemas.ts";

const CAUSES: Record<ScanView["cause"], string> = {
  built: "after its build",
  asked: "asked for",
  database: "newer data",
};

/** An image's scans, the newest first, each with its log and what it changed. */
export function ScanHistory({ scans }: { scans: readonly ScanView[] }) {
  if (scans.length === 0) return null;
  return (
    <Disclosure summary={`Scans of this image (${scans.length})`} open={scans.some(isGoing)}>
      <Table>
        <thead>
          <tr>
            <Th>Asked</Th>
            <Th>Why</Th>
            <Th>State</Th>
            <Th>Database of</Th>
            <Th num>Took</Th>
            <Th num>Findings</Th>
            <Th className="pl-4">
              <span className="sr-only">More</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {scans.map((scan, index) => (
            <Row key={scan.id} scan={scan} before={scans.slice(index + 1).find(isKnown)} />
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}

function isKnown({ summary }: ScanView): boolean {
  return summary?.counts !== undefined;
}

function Row({ scan, before }: { scan: ScanView; before: ScanView | undefined }) {
  const { summary } = scan;
  return (
    <Tr>
      <Td fold="title">
        <Timestamp iso={scan.createdAt} />
      </Td>
      <Td name="Why" dim>
        {CAUSES[scan.cause]}
      </Td>
      <Td name="State" className="max-w-[44ch]">
        {scan.status}
        {scan.attempt > 1 ? `, attempt ${scan.attempt}` : null}
        {scan.error ? <small className="block text-axis text-ink-3">{scan.error.message}</small> : null}
        {scan.waitingFor ? <small className="block text-axis text-ink-3">{scan.waitingFor}</small> : null}
      </Td>
      <Td name="Database of" dim>
        {summary?.database.updatedAt ? (
          <Timestamp iso={summary.database.updatedAt} />
        ) : (
          (summary?.database.state ?? "–")
        )}
      </Td>
      <Td name="Took" num dim>
        {summary ? `${formatSeconds(summary.durationMs)} s` : "–"}
      </Td>
      <Td name="Findings" num>
        {sayAnswer(scan)}
      </Td>
      <Td fold="end" className="whitespace-nowrap pl-4 text-right">
        {isGoing(scan) ? (
          <AskButton path={`/scans/${scan.id}/cancel`}>Cancel scan</AskButton>
        ) : (
          <span className="inline-flex gap-3">
            {isKnown(scan) && before ? (
              <Link href={`/findings/changes?from=${before.id}&to=${scan.id}`}>What changed</Link>
            ) : null}
            <a href={`/api/v1/scans/${scan.id}/log`}>Log</a>
          </span>
        )}
      </Td>
    </Tr>
  );
}

function sayAnswer({ summary }: ScanView): string {
  if (!summary) return "–";
  const { answer } = summary;
  if (answer.kind !== "count") return answer.kind.replace("-", " ");
  return `${answer.isLowerBound ? "≥ " : ""}${formatCount(answer.value)}`;
}
