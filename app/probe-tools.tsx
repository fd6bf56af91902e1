import { AskButton } from "@/components/api/ask-button.tsx";
import { ProbeState } from "@/components/probes/probe-state.tsx";
import { WatchProbes } from "@/components/probes/watch-probes.tsx";
import { listNewestProbes } from "@/lib/probes/list-newest-probes.ts";
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

/**
 * The probes of some images that are going on or went wrong, each once; one that begins later shows up by itself. `seen`
 * is what summariseProbes has said of these images, where a page asked already.
 */
export async function ProbesNow({
  imageIds,
  seen = summariseProbes(imageIds),
}: Props & { seen?: ReturnType<typeof summariseProbes> }) {
  if (imageIds.length === 0) return null;
  const images = [...imageIds];
  const [newest, probes] = await Promise.all([listNewestProbes({ images }), seen]);
  const current = new Map(
    [...probes.values()].flatMap((each) => (each.current ? [[each.current.id, each.current]] : [])),
  );
  return (
    <>
      <WatchProbes imageIds={images} newest={newest} />
      {[...current.values()].map((probe) => (
        <ProbeState key={probe.id} probe={probe} />
      ))}
    </>
  );
}
