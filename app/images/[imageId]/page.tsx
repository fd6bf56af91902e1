import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { attempt } from "@/app/attempt.ts";
import { linkPreview } from "@/app/link-preview.ts";
import { keptBeside, one, type Params } from "@/app/search-params.ts";
import { ImageDetails } from "@/components/images/image-details.tsx";
import { ImageHead } from "@/components/images/image-head.tsx";
import { LayersTable } from "@/components/images/layers-table.tsx";
import { Readouts } from "@/components/images/readouts.tsx";
import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page } from "@/components/layout/page.tsx";
import { Problem } from "@/components/ui/problem.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { isMeasuring } from "@/lib/charts/measuring.ts";
import { shortDigest } from "@/lib/format.ts";
import { getImage } from "@/lib/images/get-image.ts";
import { getImagePackages } from "@/lib/images/get-image-packages.ts";
import { toImageCard } from "@/lib/social/to-card.ts";
import { Contents } from "./contents.tsx";
import { FILES_PARAMS, parseFilesQuery } from "./files-query.ts";
import { Findings } from "./findings.tsx";
import { parseFindingsQuery } from "./findings-query.ts";
import { Operation, Packages } from "./insides.tsx";
import { Probe } from "./probe.tsx";

type Props = {
  params: Promise<{ imageId: string }>;
  searchParams: Promise<Params>;
};

const readImage = cache((imageId: string) =>
  attempt(() => getImage({ imageId: imageId.replace(/%3A/i, ":") })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { value: image } = await readImage((await params).imageId);
  if (!image) return { title: "Image" };
  return linkPreview({
    title: `${image.variant} ${shortDigest(image.imageId)}, ${image.service}`,
    description: toImageCard(image).headline,
    path: `/images/${shortDigest(image.imageId)}`,
    image: `/api/v1/previews/images/${shortDigest(image.imageId)}`,
  });
}

export default async function ImagePage({ params, searchParams }: Props) {
  const { imageId } = await params;
  const { value: image, failure } = await readImage(imageId);
  if (failure?.code === "not-found" || failure?.code === "bad-input") notFound();
  if (failure) {
    return (
      <FailurePage
        title="Image"
        failure={failure}
        again={{ href: `/images/${imageId}`, label: "Try again" }}
      />
    );
  }
  const asked = await searchParams;
  const { value: packages } = await attempt(() => getImagePackages({ imageId: image.imageId }));
  const fromBase = image.layers.filter((layer) => layer.fromBase).length;
  return (
    <Page className="pb-16">
      <ImageHead image={image} hasSbom={packages !== undefined} />
      {image.removedAt ? (
        <Problem level="warning" title="Image removed, figures kept" className="mb-5">
          <p>
            The engine let go of this image on <Timestamp iso={image.removedAt} />. What was measured stays;
            run it again to have its bytes.
          </p>
        </Problem>
      ) : null}
      {isMeasuring([image]) ? <AutoRefresh /> : null}
      <Readouts image={image} />
      <div className="pt-7 pb-9">
        <section aria-labelledby="layers" className="pb-9">
          <SectionHead
            id="layers"
            title="Layers"
            hint={`${image.layers.length}, of which the base brings ${fromBase}`}
          />
          <LayersTable image={image} />
        </section>
        <Contents
          image={image}
          query={parseFilesQuery(asked, image.layers.length)}
          kept={keptBeside(FILES_PARAMS, asked)}
        />
        {packages ? (
          <Packages
            packages={packages}
            search={one(asked.package)?.slice(0, 200)}
            kept={keptBeside(["package"], asked)}
          />
        ) : null}
        <Findings image={image} query={parseFindingsQuery(asked)} />
        {packages ? <Operation image={image} /> : null}
        <Probe image={image} />
        <div className="border-rule border-t pt-7">
          <ImageDetails image={image} withBinary={packages === undefined} />
        </div>
      </div>
    </Page>
  );
}
