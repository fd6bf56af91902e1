import type { ReactNode } from "react";
import { Digest } from "@/components/ui/digest.tsx";
import { type MarkState, StateLabel } from "@/components/ui/state-mark.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { StandInTag, Tag } from "@/components/ui/tag.tsx";
import { formatClock } from "@/lib/format.ts";
import type { StatusView } from "@/lib/status/schemas.ts";
import { formatAge } from "./format-age.ts";

type Base = StatusView["bases"][number];

const STATES: Record<Base["status"], { state: MarkState; word: string }> = {
  waiting: { state: "waiting", word: "waiting" },
  resolving: { state: "running", word: "getting it" },
  ready: { state: "up", word: "ready" },
  failed: { state: "failed", word: "not to be had" },
};

/** What the variants stand on: from where, which bytes, how old; and how far the getting of it is. */
export function BasesTable({ bases, nowMs }: { bases: readonly Base[]; nowMs: number }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Role</Th>
          <Th>State</Th>
          <Th>Reference</Th>
          <Th>Origin</Th>
          <Th>Digest</Th>
          <Th num>Age</Th>
          <Th className="pl-6">What happens</Th>
        </tr>
      </thead>
      <tbody>
        {bases.map((base) => (
          <Tr key={`${base.role} ${base.platform}`}>
            <Td fold="title" className="whitespace-nowrap font-medium">
              {base.role}
            </Td>
            <Td fold="end">
              <StateLabel state={STATES[base.status].state}>{STATES[base.status].word}</StateLabel>
            </Td>
            <Td fold="line" className="max-w-[260px] truncate">
              <span title={base.reference}>{base.reference || "–"}</span>
            </Td>
            <Td name="Origin">{toOrigin(base)}</Td>
            <Td name="Digest">{base.digest ? <Digest digest={base.digest} /> : "–"}</Td>
            <Td name="Age" num dim={!base.resolvedAt}>
              {base.resolvedAt ? formatAge(nowMs - Date.parse(base.resolvedAt)) : "–"}
            </Td>
            <Td dim className="max-w-[360px] pl-6">
              {toRemark(base, nowMs)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function toOrigin({ origin }: Base): ReactNode {
  if (origin === "stand-in") return <StandInTag />;
  return origin ? <Tag>{origin === "registry" ? "registry" : "set by configuration"}</Tag> : "–";
}

function toRemark(base: Base, nowMs: number): string {
  if (base.status === "failed")
    return base.error?.message ?? "It could not be had; the worker's log says why.";
  if (base.status === "ready") return base.platform;
  const since = base.startedAt ? `${formatClock(nowMs - Date.parse(base.startedAt))} so far` : "";
  return [base.progress ?? (base.status === "waiting" ? "until a build asks for it" : ""), since]
    .filter(Boolean)
    .join(", ");
}
