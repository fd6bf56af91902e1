import { AskButton } from "@/components/findings/ask-button.tsx";
import { ProbeState } from "@/components/probes/probe-state.tsx";
import type { Comparison } from "@/lib/images/schemas.ts";
import { summariseProbes } from "@/lib/probes/summarise-probes.ts";

const idsOf = ({ columns }: Comparison) =>
  columns.filter(({ image }) => image.removedAt === undefined).map(({ image }) => image.imageId);

/** Runs all images of a comparison, in turns. */
export function ProbeButton({ comparison }: { comparison: Comparison }) {
  const images = idsOf(comparison);
  if (images.length === 0) return null;
  const isAgain = comparison.columns.some(({ probe }) => probe !== undefined);
  return (
    <AskButton path="/probes" body={{ images }}>
      {isAgain ? "Probe again" : "Probe all"}
    </AskButton>
  );
}

/** The probes of a comparison's images that are going on or went wrong, each once. */
export async function ProbesNow({ comparison }: { comparison: Comparison }) {
  const probes = [...(await summariseProbes(idsOf(comparison))).values()];
  const current = new Map(probes.flatMap((each) => (each.current ? [[each.current.id, each.current]] : [])));
  return [...current.values()].map((probe) => <ProbeState key={probe.id} probe={probe} />);
}
