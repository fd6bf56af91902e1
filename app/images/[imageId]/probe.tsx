import { AskButton } from "@/components/api/ask-button.tsx";
import { ProbeTable } from "@/components/probes/probe-table.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Problem } from "@/components/ui/problem.tsx";
import { Section, ToolLink } from "@/components/ui/section.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { toProbeLines } from "@/lib/compare/probe-lines.ts";
import type { ImageView } from "@/lib/images/schemas.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { ProbeSummary } from "@/lib/probes/schemas.ts";
import { summariseProbes } from "@/lib/probes/summarise-probes.ts";
import { ProbesNow } from "../../probe-tools.tsx";

/** What was seen when the image was run as production would run it. */
export async function Probe({ image }: { image: ImageView }) {
  const seen = summariseProbes([image.imageId]);
  const probes = (await seen).get(image.imageId);
  const latest = probes?.latest;
  const goesOn = isGoing(probes?.current);
  return (
    <Section
      id="probe"
      title="When it is run"
      hint={latest ? <Where probe={latest} /> : undefined}
      tools={
        <>
          {latest ? <ToolLink href={`/api/v1/images/${image.imageId}/probes`}>JSON</ToolLink> : null}
          {image.removedAt || goesOn ? null : (
            <AskButton path="/probes" body={{ images: [image.imageId] }}>
              {latest ? "Probe again" : "Probe"}
            </AskButton>
          )}
        </>
      }
    >
      <ProbesNow imageIds={[image.imageId]} seen={seen} />
      {latest ? (
        <Answer probe={latest} image={image} />
      ) : goesOn ? null : (
        <EmptyState title="Not run yet">
          A probe starts the image without root, capabilities and a writable root, and measures start, memory,
          stop, HTTPS and throughput: about ten seconds.
        </EmptyState>
      )}
    </Section>
  );
}

function Where({ probe: { host, rounds, finishedAt } }: { probe: ProbeSummary }) {
  return (
    <>
      medians of {rounds} {rounds === 1 ? "round" : "rounds"} on {host.name} ({host.cores} cores,{" "}
      {host.processor}), Docker {host.engineVersion}, <Timestamp iso={finishedAt} />
    </>
  );
}

function Answer({ probe, image }: { probe: ProbeSummary; image: ImageView }) {
  const { seen } = probe;
  return (
    <>
      {seen.outcome === "runs" ? null : (
        <Problem title="It does not run" className="mb-5">
          <p>{seen.reason}</p>
          {seen.cure ? <p>{seen.cure}</p> : null}
        </Problem>
      )}
      <ProbeTable lines={toProbeLines(image, probe)} />
      {seen.log === "" ? null : (
        <Disclosure summary="What it wrote" open={seen.outcome !== "runs"}>
          {seen.isLogCut ? <p className="text-ink-3">Only the end is kept.</p> : null}
          <pre className="mono max-h-80 overflow-auto whitespace-pre-wrap rounded-control bg-sunken p-3 [overflow-wrap:anywhere]">
            {seen.log}
          </pre>
        </Disclosure>
      )}
    </>
  );
}
