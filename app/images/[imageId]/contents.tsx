import { attempt } from "@/app/attempt.ts";
import { TreemapKey } from "@/components/charts/treemap/origins.tsx";
import { Treemap } from "@/components/charts/treemap/treemap.tsx";
import { TreemapTable } from "@/components/charts/treemap/treemap-table.tsx";
import { DockerfileSource } from "@/components/images/contents/dockerfile-source.tsx";
import { PullCost } from "@/components/images/contents/pull-cost.tsx";
import { ReadBack } from "@/components/images/contents/read-back.tsx";
import { SizeExplained } from "@/components/images/contents/size-explained.tsx";
import { Waste } from "@/components/images/contents/waste.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import type { Kept } from "@/components/ui/query-form.tsx";
import { Halves, Section, ToolLink } from "@/components/ui/section.tsx";
import { explainImageSize } from "@/lib/images/explain-image-size.ts";
import { getHistory } from "@/lib/images/get-history.ts";
import { getPullCost } from "@/lib/images/get-pull-cost.ts";
import { getTreemap } from "@/lib/images/get-treemap.ts";
import { getWaste } from "@/lib/images/get-waste.ts";
import type { ImageView } from "@/lib/images/schemas.ts";
import { readDockerfile } from "@/lib/runs/read-dockerfile.ts";
import { Files } from "./files.tsx";
import type { FilesQuery } from "./files-query.ts";

const PATHS_SHOWN = 12;

type Props = { image: ImageView; query: FilesQuery; kept: Kept };

/** What is in an image: its files, where and what for its bytes are, waste, pull cost, and how it was made. */
export async function Contents({ image, query, kept }: Props) {
  return (
    <>
      <FileSections image={image} query={query} kept={kept} />
      <History image={image} />
    </>
  );
}

/** Its files, and what is worked out of them. */
async function FileSections({ image, query, kept }: Props) {
  const { imageId } = image;
  // one after the other: the first reads the layers, the others find them read
  const { value: chart, failure } = await attempt(() => getTreemap({ imageId }));
  if (failure) {
    return (
      <>
        <Section id="files" title="Files">
          <EmptyState title="Not kept">{failure.message}</EmptyState>
        </Section>
        <Pull image={image} />
      </>
    );
  }
  const [size, waste] = [
    await explainImageSize({ imageId }),
    await getWaste({ imageId, limit: PATHS_SHOWN }),
  ];
  return (
    <>
      <Halves>
        <Files image={image} query={query} kept={kept} />
        <Section id="bytes" title="Where the bytes are" isHalf>
          {chart.leaves.length === 0 ? (
            <p className="text-ink-3">No file in this image has content.</p>
          ) : (
            <div data-variant={image.variant}>
              <Treemap chart={chart} label={`Files of ${image.variant} by size`} openHref="?open=" />
              <TreemapKey chart={chart} />
              <Disclosure>
                <TreemapTable chart={chart} />
              </Disclosure>
            </div>
          )}
        </Section>
      </Halves>
      <Halves>
        <Section id="size" title="What the bytes are for" hint="adds up to the byte" isHalf>
          <div data-variant={image.variant}>
            <SizeExplained size={size} />
          </div>
        </Section>
        <div className="min-w-0">
          <Section
            id="waste"
            title="Waste"
            hint="efficiency and wasted as dive counts them"
            tools={<ToolLink href={`/api/v1/images/${imageId}/waste?limit=1000`}>JSON</ToolLink>}
            isHalf
          >
            <Waste waste={waste} hasBase={image.layers.some(({ fromBase }) => fromBase)} />
          </Section>
          <Pull image={image} />
        </div>
      </Halves>
    </>
  );
}

async function Pull({ image }: { image: ImageView }) {
  return (
    <Section id="pull" title="Pull cost" hint="gzip level 6; a layer that is there is not sent again">
      <PullCost pull={await getPullCost({ imageId: image.imageId })} />
    </Section>
  );
}

async function History({ image }: { image: ImageView }) {
  const [history, dockerfile] = [await getHistory({ imageId: image.imageId }), await readDockerfile()];
  const marked = new Set(history.lines.flatMap(({ dockerfileLine }) => dockerfileLine ?? []));
  return (
    <Section id="dockerfile" title="Dockerfile, read back" hint="from the image’s history">
      <ReadBack history={history} base={image.base?.reference} />
      {marked.size > 0 ? <DockerfileSource lines={dockerfile} marked={marked} /> : null}
    </Section>
  );
}
