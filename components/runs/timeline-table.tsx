import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { Timeline } from "@/lib/charts/timeline.ts";
import { formatSeconds } from "@/lib/format.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import { STATE_WORDS } from "./timeline-chart.tsx";

const seconds = (ms: number | undefined) => (ms === undefined ? "–" : formatSeconds(ms));

/** The timeline's figures as a table. */
export function TimelineTable({ run, timeline }: { run: RunView; timeline: Timeline }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Variant</Th>
          <Th>State</Th>
          <Th num>Attempt</Th>
          <Th num>Dependencies, s</Th>
          <Th num>Service and image, s</Th>
          <Th num>Took, s</Th>
          <Th num>Steps cached</Th>
        </tr>
      </thead>
      <tbody>
        {run.builds.map((build) => {
          const row = timeline.rows.find((candidate) => candidate.variant === build.variant);
          return (
            <Tr key={build.id}>
              <Td fold="title">
                <VariantName variant={build.variant} />
              </Td>
              <Td fold="end">{STATE_WORDS[build.status]}</Td>
              <Td name="Attempt" num>
                {build.attempt || "–"}
              </Td>
              <Td name="Dependencies, s" num>
                {seconds(row?.dependenciesMs)}
              </Td>
              <Td name="Service and image, s" num>
                {seconds(row?.serviceMs)}
              </Td>
              <Td name="Took, s" num>
                {seconds(row?.tookMs)}
              </Td>
              <Td name="Steps cached" num>
                {build.cachedSteps} of {build.steps.length}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}
