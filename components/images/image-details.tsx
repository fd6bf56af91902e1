import { Disclosure } from "@/components/ui/disclosure.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import { Size } from "@/components/ui/size.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import type { ImageView } from "@/lib/images/schemas.ts";
import { Detail, DetailList } from "./detail-list.tsx";

/** The configuration and what it stands on as they were read from the image; its binary where no more is told of it. */
export function ImageDetails({ image, withBinary }: { image: ImageView; withBinary: boolean }) {
  return (
    <div className={`grid gap-x-12 gap-y-7 ${withBinary ? "lg:grid-cols-3" : "lg:grid-cols-2"}`}>
      {withBinary ? <Binary image={image} /> : null}
      <section aria-labelledby="configuration">
        <SectionHead id="configuration" title="Configuration" />
        <Configuration config={image.config} />
        <Labels labels={image.config.labels} />
      </section>
      <section aria-labelledby="stands-on">
        <SectionHead id="stands-on" title="Stands on" />
        <DetailList>
          <BaseDetails name="Base" base={image.base} />
          {image.toolchain ? (
            <BaseDetails name="Toolchain" base={image.toolchain} />
          ) : (
            <Detail name="Toolchain">none: the program was given, and nothing was compiled here</Detail>
          )}
          <Detail name="Image ID" isCode>
            {image.imageId}
          </Detail>
          {image.manifestDigest ? (
            <Detail name="Manifest" isCode>
              {image.manifestDigest}
            </Detail>
          ) : null}
          <Detail name="Source" isCode>
            {image.sourceDigest}
          </Detail>
        </DetailList>
      </section>
    </div>
  );
}

function Binary({ image }: { image: ImageView }) {
  return (
    <section aria-labelledby="binary">
      <SectionHead id="binary" title="Binary" />
      {image.binary ? (
        <DetailList>
          <Detail name="Path" isCode>
            {image.binary.path}
          </Detail>
          <Detail name="Size">
            <Size bytes={image.binary.sizeBytes} />
          </Detail>
          <Detail name="SHA-256" isCode>
            {image.binary.sha256.replace(/^sha256:/, "")}
          </Detail>
          <Detail name="Recipe">{image.recipeSummary}</Detail>
        </DetailList>
      ) : (
        <p className="text-ink-3">The entrypoint names no file of this image.</p>
      )}
    </section>
  );
}

/** What this image says about itself, as its builder wrote it. */
function Labels({ labels }: { labels: Record<string, string> }) {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => a.localeCompare(b));
  if (sorted.length === 0) return null;
  return (
    <Disclosure summary={`Show ${sorted.length} labels`}>
      <DetailList>
        {sorted.map(([name, value]) => (
          <Detail key={name} name={name.replace(/^org\.opencontainers\.image\./, "")} isCode>
            {value}
          </Detail>
        ))}
      </DetailList>
    </Disclosure>
  );
}

function Configuration({ config }: { config: ImageView["config"] }) {
  return (
    <DetailList>
      <Detail name="User">{config.user || "root (none is set)"}</Detail>
      <Detail name="Working folder" isCode>
        {config.workingDir || "/"}
      </Detail>
      <Detail name="Entrypoint" isCode>
        {config.entrypoint.length > 0 ? JSON.stringify(config.entrypoint) : "–"}
      </Detail>
      {config.cmd.length > 0 ? (
        <Detail name="Command" isCode>
          {JSON.stringify(config.cmd)}
        </Detail>
      ) : null}
      <Detail name="Ports">{config.exposedPorts.join(", ") || "–"}</Detail>
      {config.env.map((entry) => {
        const [name = "", ...value] = entry.split("=");
        return (
          <Detail key={entry} name={name} isCode>
            {value.join("=")}
          </Detail>
        );
      })}
    </DetailList>
  );
}

function BaseDetails({ name, base }: { name: string; base: ImageView["base"] }) {
  if (!base) return <Detail name={name}>none: the image starts empty</Detail>;
  return (
    <>
      <Detail name={name}>
        {base.reference} {base.origin === "stand-in" ? <StandInTag /> : null}
        {base.origin === "override" ? <span className="text-ink-3">set by configuration</span> : null}
      </Detail>
      <Detail name={`${name} digest`} isCode>
        {base.digest}
      </Detail>
    </>
  );
}
