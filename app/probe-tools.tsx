import { AskButton } from "@/components/findings/ask-button.tsx";
import { ProbeState } from "@/components/probes/probe-state.tsx";
import { summariseProbes } from "@/lib/probes/summarise-probes.ts";

type Props = { imageIds: readonly string[] };

/** Runs images in turns. */
export function ProbeButton({ imageIds, isAgain }: Props & { isAgain: boolean }) {
  if (imageIds.length === 0) return null;
  return (
    <AskButton path="/probes" body={{ images: imageIds }}>
      {isAgain ? "Probe again" : "Probe all"}
    </AskButton>
  );
}

/** The probes of some images that are going on or went wrong, each once. */
export async function ProbesNow({ imageIds }: Props) {
  const probes = [...(await summariseProbes(imageIds)).values()];
  const current = new Map(probes.flatMap((each) => (each.current ? [[each.current.id, each.current]] : [])));
  return [...current.values()].map((probe) => <ProbeState key={probe.id} probe={probe} />);
}
