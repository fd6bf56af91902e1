import { Delta, Size } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";

/** What each image of this run weighs against the one before it. */
export function ChangesTable({ run }: { run: RunView }) {
  const built = run.builds.filter((build) => build.sizeBytes !== undefined);
  if (built.length === 0)
    return <p className="text-ink-3">{isGoing(run) ? "Nothing is built yet." : "Nothing was built."}</p>;
  return (
    <Table>
      <thead>
        <tr>
          <Th>Variant</Th>
          <Th num>Size before</Th>
          <Th num>Size now</Th>
          <Th num>Change</Th>
        </tr>
      </thead>
      <tbody>
        {built.map((build) => (
          <Tr key={build.id}>
            <Td fold="title">
              {build.imageId ? (
                <VariantName variant={build.variant} href={`/images/${build.imageId}`} />
              ) : (
                <VariantName variant={build.variant} />
              )}
            </Td>
            <Td name="Before" num>
              {build.previousSizeBytes === undefined ? "–" : <Size bytes={build.previousSizeBytes} />}
            </Td>
            <Td fold="end" num>
              {build.sizeBytes === undefined ? "–" : <Size bytes={build.sizeBytes} />}
            </Td>
            <Td name="Change" num dim={toChange(build) === 0}>
              <Change build={build} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function toChange({ sizeBytes, previousSizeBytes }: BuildView): number | undefined {
  return sizeBytes === undefined || previousSizeBytes === undefined
    ? undefined
    : sizeBytes - previousSizeBytes;
}

function Change({ build }: { build: BuildView }) {
  const bytes = toChange(build);
  if (bytes === undefined) return "first image";
  if (bytes === 0) return "no change";
  const before = build.previousSizeBytes ?? 0;
  return <Delta delta={{ bytes, ratio: before === 0 ? undefined : bytes / before }} />;
}
