import { Fact } from "@/components/ui/facts.tsx";
import { Size } from "@/components/ui/size.tsx";
import type { ServiceOverview } from "@/lib/services/schemas.ts";

/** What a prebuilt service's program is, in the line below its title. */
export function ProgramFacts({ program: { program } }: { program: NonNullable<ServiceOverview["program"]> }) {
  return (
    <>
      <Fact name="Program">
        <Size bytes={program.sizeBytes} />, {program.machine}, {program.linkage}
      </Fact>
      <Fact name="Needs">{program.needed.join(", ") || "no library"}</Fact>
    </>
  );
}
