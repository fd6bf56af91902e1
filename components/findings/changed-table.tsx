import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import type { Cause, ScanDiff } from "@/lib/findings/diff-scans.ts";
import type { Finding } from "@/lib/findings/schemas.ts";
import { AdvisoryCells, PackageCell, SeverityHead } from "./finding-cells.tsx";
import { sayStatus } from "./say-status.ts";

/** More rows than these are counted, not drawn: nobody reads on. */
const MAX_ROWS = 500;

const CAUSES: Record<Cause, string> = {
  image: "the images differ: another package, or another version of it",
  database: "the vulnerability databases differ",
  scanner: "the scanners' versions differ",
};

type Changed = { finding: Finding; causes: readonly Cause[]; was?: ScanDiff["unchanged"][number]["was"] };

/** Findings that one side has, with the cause, or that both have and tell differently. */
export function ChangedTable({ changed, none }: { changed: readonly Changed[]; none: string }) {
  if (changed.length === 0) return <p className="text-ink-3">{none}</p>;
  const hasCauses = changed.some(({ causes }) => causes.length > 0);
  return (
    <>
      <Table>
        <thead>
          <tr>
            <SeverityHead />
            <Th>Advisory</Th>
            <Th>{hasCauses ? "Because of" : "Was"}</Th>
            <Th>Package</Th>
            <Th>Title</Th>
            <Th>Fix</Th>
          </tr>
        </thead>
        <tbody>
          {changed.slice(0, MAX_ROWS).map((one) => (
            <Row key={keyOf(one.finding)} changed={one} />
          ))}
        </tbody>
      </Table>
      {changed.length > MAX_ROWS ? (
        <p className="mt-3 text-caption text-ink-3">
          And {changed.length - MAX_ROWS} more, which the API lists.
        </p>
      ) : null}
    </>
  );
}

function keyOf(finding: Finding): string {
  return [finding.id, finding.packageType, finding.packageName, finding.installedVersion, finding.path].join(
    " ",
  );
}

function Row({ changed: { finding, causes, was } }: { changed: Changed }) {
  return (
    <Tr>
      <AdvisoryCells {...finding} />
      <Td name={causes.length > 0 ? "Because of" : "Was"} className="whitespace-nowrap">
        {causes.map((cause) => (
          <span key={cause} className="mr-1">
            <Tag title={CAUSES[cause]}>{cause}</Tag>
          </span>
        ))}
        {was ? (
          <span className="text-ink-2">
            {[
              was.severity,
              was.status && sayStatus(was.status),
              was.fixedVersion && `fix ${was.fixedVersion}`,
            ]
              .filter(Boolean)
              .join(", ")}
          </span>
        ) : null}
      </Td>
      <PackageCell name={finding.packageName} version={finding.installedVersion} />
      <Td fold="line" dim className="max-w-[48ch]">
        {finding.title}
      </Td>
      <Td name="Fix" dim className="[overflow-wrap:anywhere]">
        {finding.fixedVersion ?? sayStatus(finding.status)}
      </Td>
    </Tr>
  );
}
