import { RunsOn } from "@/components/images/inside/runs-on.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import type { BaseVerdict } from "@/lib/images/schemas-inside.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";
import { AddProgram } from "./add-program.tsx";
import { ArchiveService } from "./archive-service.tsx";

/** Where a prebuilt program starts, and what can be done with its service. */
export function PrebuiltProgram({
  service,
  bases,
  folders,
}: {
  service: ServiceView;
  bases: readonly BaseVerdict[];
  folders: readonly string[];
}) {
  const able = bases.filter(({ verdict }) => verdict === "runs").length;
  return (
    <>
      {bases.length > 0 ? (
        <Disclosure
          summary={`It starts on ${able} of ${bases.length} bases: which, and why not on the others`}
        >
          <RunsOn bases={bases} />
        </Disclosure>
      ) : null}
      <div className="flex flex-wrap items-center justify-end gap-2 py-2">
        <AddProgram folders={folders} replaced={service.slug} />
        <ArchiveService service={service.slug} />
      </div>
    </>
  );
}
