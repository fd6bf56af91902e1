import { AskButton } from "@/components/api/ask-button.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import type { Acceptance, JudgedFinding } from "@/lib/findings/schemas.ts";
import { AcceptDialog } from "./accept-dialog.tsx";
import { AdvisoryCells, PackageCell, SeverityHead } from "./finding-cells.tsx";
import { sayStatus } from "./say-status.ts";

/** Findings as the scanner gave them. All text of theirs is shown as text. */
export function FindingsTable({
  findings,
  service,
}: {
  findings: readonly JudgedFinding[];
  service: string;
}) {
  return (
    <Table>
      <thead>
        <tr>
          <SeverityHead />
          <Th>Advisory</Th>
          <Th>Package</Th>
          <Th>Title</Th>
          <Th>Fix</Th>
          <Th>From</Th>
          <Th>
            <span className="sr-only">Accept</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <Tr key={[finding.id, finding.packageName, finding.installedVersion, finding.path].join(" ")}>
            <AdvisoryCells {...finding} />
            <PackageCell name={finding.packageName} version={finding.installedVersion} />
            <Td fold="line" dim className="max-w-[48ch]">
              {finding.title}
              {finding.acceptance ? <Accepted acceptance={finding.acceptance} /> : null}
            </Td>
            <Td name="Fix" dim className="[overflow-wrap:anywhere]">
              {finding.fixedVersion ?? sayStatus(finding.status)}
            </Td>
            <Td name="From" dim className="whitespace-nowrap">
              {finding.origin}
              {finding.path ? <small className="block text-axis">{finding.path}</small> : null}
            </Td>
            <Td fold="end">
              {finding.acceptance?.state === "accepted" ? (
                <AskButton path={`/suppressions/${finding.acceptance.id}`} method="DELETE">
                  Take back
                </AskButton>
              ) : (
                <AcceptDialog
                  service={service}
                  vulnerabilityId={finding.id}
                  packageName={finding.packageName}
                />
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Accepted({ acceptance }: { acceptance: Acceptance }) {
  const until = acceptance.expiresAt?.slice(0, 10);
  return (
    <span className="mt-1 block text-axis text-ink-2">
      <Tag>{acceptance.state === "accepted" ? "accepted" : "acceptance expired"}</Tag> {acceptance.reason},{" "}
      {acceptance.author}
      {until ? `, until ${until}` : null}
    </span>
  );
}
