import { RunsOn } from "@/components/images/inside/runs-on.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import type { BaseVerdict } from "@/lib/images/schemas-inside.ts";

/** Where a prebuilt program starts. */
export function PrebuiltProgram({ bases }: { bases: readonly BaseVerdict[] }) {
  if (bases.length === 0) return null;
  const able = bases.filter(({ verdict }) => verdict === "runs").length;
  return (
    <Disclosure summary={`It starts on ${able} of ${bases.length} bases: which, and why not on the others`}>
      <RunsOn bases={bases} />
    </Disclosure>
  );
}
