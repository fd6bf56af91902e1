import type { ReactNode } from "react";
import { Sparkline } from "@/components/trends/sparkline.tsx";
import { CompressedSize } from "@/components/ui/compressed-size.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Size } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { findSizes, type SparklineOf } from "@/lib/charts/sparkline.ts";
import { shortDigest } from "@/lib/format.ts";
import type { ServiceImage, ServiceOverview } from "@/lib/services/schemas.ts";
import type { Sparkline as SparklineLine } from "@/lib/trends/schemas.ts";
import { PREBUILT_RECIPE } from "@/lib/variants/prebuilt-recipe.ts";
import { RECIPE_PRESETS } from "@/lib/variants/recipes.ts";
import { VARIANTS } from "@/lib/variants/variants.ts";

/** The newest image of each variant and recipe; a default variant without one has its line too. */
export function ServiceImages({
  overview,
  sparklines,
}: {
  overview: ServiceOverview;
  sparklines: readonly SparklineLine[];
}) {
  const { program, service } = overview;
  const isPrebuilt = service.kind === "prebuilt";
  const presets = isPrebuilt ? [PREBUILT_RECIPE.id] : RECIPE_PRESETS.map((preset) => preset.id);
  const recipes = [...new Set([...presets, ...overview.images.map((image) => image.recipe).sort()])];
  const find = (variant: string, recipe: string) =>
    overview.images.find((image) => image.variant === variant && image.recipe === recipe);
  const variants = VARIANTS.filter(
    ({ id, isDefault }) =>
      (isPrebuilt ? program?.variants.includes(id) : isDefault) ||
      overview.images.some((image) => image.variant === id),
  );
  return (
    <Table>
      <caption className="sr-only">Newest images of {overview.service.slug}</caption>
      <thead>
        <tr>
          <Th className="w-[15%]">Variant</Th>
          <Th className="w-[11%]">Recipe</Th>
          <Th num className="w-[11%]">
            Uncompressed
          </Th>
          <Th num className="w-[11%]">
            Compressed
          </Th>
          <Th className="w-[12%] pl-8">History</Th>
          <Th className="w-[16%]">Image</Th>
          <Th>Source</Th>
          <Th num>Built</Th>
        </tr>
      </thead>
      <tbody>
        {variants.flatMap((variant) =>
          recipes
            .filter((recipe, index) => index === 0 || find(variant.id, recipe))
            .map((recipe) => (
              <ImageRow
                key={`${variant.id} ${recipe}`}
                variant={<VariantName variant={variant.id} />}
                recipe={recipe}
                image={find(variant.id, recipe)}
                history={historyOf(
                  { service: overview.service.slug, recipe, variant: variant.id },
                  sparklines,
                )}
              />
            )),
        )}
      </tbody>
    </Table>
  );
}

function historyOf(of: SparklineOf, sparklines: readonly SparklineLine[]) {
  return <Sparkline sizes={findSizes(sparklines, of)} of={of} />;
}

function ImageRow({
  variant,
  recipe,
  image,
  history,
}: {
  variant: ReactNode;
  recipe: string;
  image: ServiceImage | undefined;
  history: ReactNode;
}) {
  if (!image)
    return (
      <Tr>
        <Td fold="title">{variant}</Td>
        <Td dim className="folded:hidden">
          {recipe}
        </Td>
        <Td fold="end" num dim>
          not built yet
        </Td>
        <Td colSpan={5} />
      </Tr>
    );
  return (
    <Tr>
      <Td fold="title">{variant}</Td>
      <Td name="Recipe" dim>
        {recipe}
      </Td>
      <Td fold="end" num>
        <Size bytes={image.sizeBytes} />
      </Td>
      <Td name="Compressed" num>
        {image.compressedBytes === undefined ? (
          <CompressedSize bytes={undefined} isGone={image.isRemoved} />
        ) : (
          <Size bytes={image.compressedBytes} />
        )}
      </Td>
      <Td name="History" className="pl-8">
        {history}
      </Td>
      <Td name="Image" className="whitespace-nowrap">
        <Link href={`/images/${image.imageId}`} className="mono whitespace-nowrap" title={image.imageId}>
          {shortDigest(image.imageId)}
        </Link>
        {image.standIn ? (
          <span className="ml-2">
            <StandInTag />
          </span>
        ) : null}
      </Td>
      <Td name="Source" dim>
        {image.isCurrent === undefined ? "unknown" : image.isCurrent ? "as it is now" : "older"}
      </Td>
      <Td name="Built" num>
        <Timestamp iso={image.finishedAt} />
      </Td>
    </Tr>
  );
}
