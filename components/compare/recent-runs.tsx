import { ImagePick } from "@/components/runs/image-pick.tsx";
import { Sparkline } from "@/components/trends/sparkline.tsx";
import { BuildState } from "@/components/ui/build-state.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { findSizes } from "@/lib/charts/sparkline.ts";
import { formatClock } from "@/lib/format.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { Sparkline as SparklineLine } from "@/lib/trends/schemas.ts";
import { largestChange } from "./largest-change.ts";

/** The sizes of the image that changed most, up to this run; of the first one where none did. */
function RunSparkline({ run, sparklines }: { run: RunView; sparklines: readonly SparklineLine[] }) {
  const change = ({ sizeBytes, previousSizeBytes }: RunView["builds"][number]) =>
    Math.abs((sizeBytes ?? 0) - (previousSizeBytes ?? sizeBytes ?? 0));
  const [most] = run.builds
    .filter((build) => build.sizeBytes !== undefined)
    .toSorted((a, b) => change(b) - change(a));
  if (!most) return <span className="text-ink-3">–</span>;
  const of = { service: run.service, recipe: run.recipe, variant: most.variant, untilRun: run.number };
  return <Sparkline sizes={findSizes(sparklines, of)} of={of} />;
}

function stateDetail(run: RunView): string | undefined {
  if (run.status !== "failed") return undefined;
  const failed = run.builds.filter((build) => build.status === "failed").map((build) => build.variant);
  return failed.length > 0 && failed.length < 3 ? `: ${failed.join(", ")}` : undefined;
}

/** Runs, one a line; with `picks` their images can be ticked (an ImagePicker stands around the list). */
export function RecentRuns({
  runs,
  serverNowMs,
  sparklines,
  picks,
}: {
  runs: readonly RunView[];
  serverNowMs: number;
  sparklines: readonly SparklineLine[];
  picks?: boolean;
}) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Run</Th>
          <Th>Service</Th>
          <Th>Recipe</Th>
          <Th>Variants</Th>
          <Th>State</Th>
          <Th num>Started</Th>
          <Th num>Took, min:s</Th>
          <Th num>Largest change</Th>
          <Th className="pl-6">Its history</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => {
          const detail = stateDetail(run);
          const start = Date.parse(run.startedAt ?? run.createdAt);
          const end = run.finishedAt ? Date.parse(run.finishedAt) : serverNowMs;
          return (
            <Tr key={run.id}>
              <Td fold="title" name="Run">
                <Link href={`/runs/${run.id}`}>{run.number}</Link>
              </Td>
              <Td name="Service">{run.service}</Td>
              <Td name="Recipe" dim>
                {run.recipe}
                {run.force ? ", without cache" : ""}
              </Td>
              <Td>
                <span className={picks ? "-my-1 inline-flex gap-1" : "inline-flex gap-[7px]"}>
                  {run.builds.map((build) =>
                    picks ? (
                      <ImagePick key={build.id} run={run} build={build} />
                    ) : (
                      <VariantGlyph key={build.id} variant={build.variant} label />
                    ),
                  )}
                </span>
              </Td>
              <Td fold="end">
                <BuildState status={run.status} {...(detail ? { detail } : {})} />
              </Td>
              <Td name="Started" num>
                <Timestamp iso={run.startedAt ?? run.createdAt} />
              </Td>
              <Td name="Took" unit="min" num>
                {formatClock(end - start)}
              </Td>
              <Td name="Largest change" num dim>
                {largestChange(run)}
              </Td>
              <Td name="Its history" className="pl-6">
                <RunSparkline run={run} sparklines={sparklines} />
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}
