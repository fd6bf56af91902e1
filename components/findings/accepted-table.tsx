import { AskButton } from "@/components/api/ask-button.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import type { Suppression } from "@/lib/findings/schemas.ts";

const SOURCES: Record<Suppression["source"], string> = {
  typed: "accepted here",
  openvex: "OpenVEX",
  trivyignore: ".trivyignore.yaml",
};

/** What is accepted, by whom, until when and where it came from. */
export function AcceptedTable({
  accepted,
  service,
}: {
  accepted: readonly (Suppression & { isExpired: boolean })[];
  service: string;
}) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Advisory</Th>
          <Th>Where</Th>
          <Th>Reason</Th>
          <Th>By</Th>
          <Th>Since</Th>
          <Th>Last day</Th>
          <Th>
            <span className="sr-only">Take back</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {accepted.map((one) => (
          <Tr key={one.id}>
            <Td fold="title" className="[overflow-wrap:anywhere]">
              <Link href={toFindings(service, one.vulnerabilityId)}>{one.vulnerabilityId}</Link>
            </Td>
            <Td name="Where" dim className="[overflow-wrap:anywhere]">
              {whereOf(one)}
            </Td>
            <Td fold="line" className="max-w-[48ch] [overflow-wrap:anywhere]">
              {one.reason}
            </Td>
            <Td name="By" dim>
              {one.author}
              <small className="block text-axis">{SOURCES[one.source]}</small>
            </Td>
            <Td name="Since" dim>
              <Timestamp iso={one.createdAt} />
            </Td>
            <Td name="Last day" dim className="whitespace-nowrap">
              {one.expiresAt ? one.expiresAt.slice(0, 10) : "none"}{" "}
              {one.isExpired ? <Tag>expired</Tag> : null}
            </Td>
            <Td fold="end" className="text-right">
              <AskButton path={`/suppressions/${one.id}`} method="DELETE">
                Take back
              </AskButton>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Where it is listed, whether it is accepted there or not. */
function toFindings(service: string, id: string): string {
  return `/findings?${new URLSearchParams({ service, findings: "all", accepted: "with", q: id })}`;
}

function whereOf({ packageName, purl, path, variant }: Suppression): string {
  const parts = [packageName, purl, path, variant && `only ${variant}`].filter(Boolean);
  return parts.join(", ") || "every package";
}
