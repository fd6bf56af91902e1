import { LayerChart } from "@/components/charts/layers/layer-chart.tsx";
import { BuildTimeSection } from "@/components/compare/build-time-section.tsx";
import { Caveats } from "@/components/compare/caveats.tsx";
import { RebuildButton } from "@/components/compare/rebuild-button.tsx";
import { RowsHint } from "@/components/compare/rows-hint.tsx";
import { SizeMatrix } from "@/components/compare/size-matrix.tsx";
import { Verdict } from "@/components/compare/verdict.tsx";
import { WeightSection } from "@/components/compare/weight-section.tsx";
import { WhatBreaks } from "@/components/compare/what-breaks.tsx";
import { ChartTools } from "@/components/export/chart-tools.tsx";
import { TableTools } from "@/components/export/table-tools.tsx";
import { Section } from "@/components/ui/section.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { toBuildTimeChart } from "@/lib/charts/build-time.ts";
import { toLayerChart } from "@/lib/charts/layers.ts";
import { toWeightChart } from "@/lib/charts/weight.ts";
import { toColumnNames } from "@/lib/compare/columns.ts";
import { toMatrix } from "@/lib/compare/matrix.ts";
import { type CompareQuery, compareHref } from "@/lib/compare/query.ts";
import { toVerdict, VERDICT_RULES } from "@/lib/compare/verdict.ts";
import { toBreakages } from "@/lib/compare/what-breaks.ts";
import { formatSize } from "@/lib/format.ts";
import type { Comparison } from "@/lib/images/schemas.ts";
import { listPublishedMarks } from "@/lib/published/figures.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { ProbeButton, ProbesNow } from "../probe-tools.tsx";
import { toRowSegments } from "./choices.ts";
import { columnActions } from "./column-actions.tsx";
import { FindingsSection } from "./findings-section.tsx";

type Props = {
  /** With the service that is shown. */
  query: CompareQuery;
  comparison: Comparison;
  /** Where the comparison is had as a file; `format` comes after it. */
  exports: string;
  /** Variants whose image is of an older source than the service has now. */
  stale: readonly VariantId[];
  /** Variants that are being built. */
  building: readonly VariantId[];
};

function toHistory({ service, recipe }: Comparison): string {
  const ofRecipe = recipe === "default" ? "" : `&recipe=${encodeURIComponent(recipe)}`;
  return `/trends?service=${encodeURIComponent(service)}${ofRecipe}`;
}

/** The chart reaches as far as what is published, where that is shown. */
function toWeight(comparison: Comparison, query: CompareQuery) {
  const marks = listPublishedMarks(comparison.columns.map((column) => column.image.variant));
  const reachBytes = query.published ? Math.max(0, ...marks.map((mark) => mark.bytes)) : 0;
  const href = `${compareHref(query, { published: query.published ? undefined : true })}#weight`;
  return {
    chart: toWeightChart(comparison, { ...query, reachBytes }),
    published: { marks, isOn: query.published === true, href },
  };
}

/** What is said of images that are there: verdict, sizes, the table of tradeoffs, findings, layers and what breaks. */
export function ComparedImages({ query, comparison, exports, stale, building }: Props) {
  const { columns } = comparison;
  const layers = toLayerChart(comparison);
  const held = columns.flatMap(({ image }) => (image.removedAt === undefined ? [image.imageId] : []));
  return (
    <>
      <div className="sheet">
        <div className="grid items-start gap-x-16 gap-y-5 pt-5 pb-6 md:grid-cols-[minmax(0,1fr)_320px] md:pt-7 lg:grid-cols-[minmax(0,1fr)_380px]">
          <Verdict parts={toVerdict(comparison, query)} rules={VERDICT_RULES} />
          <Caveats
            comparison={comparison}
            names={toColumnNames(comparison)}
            stale={stale}
            building={building}
            buildMissing={
              <RebuildButton size="small" variants={comparison.missing}>
                {comparison.missing.length === 1 ? "Build it" : "Build them"}
              </RebuildButton>
            }
          />
        </div>
        <WeightSection {...toWeight(comparison, query)} exports={exports} history={toHistory(comparison)} />
        <Section
          id="sizes"
          title="Tradeoffs"
          hint={<RowsHint />}
          tools={
            <>
              <RebuildButton
                force
                size="small"
                look="quiet"
                {...(query.variants ? { variants: query.variants } : {})}
              >
                Rebuild without cache
              </RebuildButton>
              <ProbeButton imageIds={held} isAgain={columns.some(({ probe }) => probe !== undefined)} />
              <Segmented label="Rows" segments={toRowSegments(query)} />
              <TableTools base={exports} />
            </>
          }
        >
          <ProbesNow imageIds={held} />
          <SizeMatrix
            matrix={toMatrix(comparison, query.unit, query.rows)}
            columns={columns}
            unit={query.unit}
            actions={columnActions(comparison, query)}
          />
        </Section>
      </div>
      <div data-screen-only className="*:later">
        <FindingsSection comparison={comparison} query={query} exports={exports} />
        <Section
          id="layers"
          title="Layers and pull cost"
          hint={
            layers.isMeasuring
              ? undefined
              : layers.shared.count > 0
                ? `${layers.shared.count} ${layers.shared.count === 1 ? "layer is" : "layers are"} in more than one image, ${formatSize(layers.shared.compressedBytes, query.unit)} compressed`
                : "no layer is in more than one of these images"
          }
          tools={<ChartTools base={exports} chart="layers" name="Layers" />}
        >
          <LayerChart chart={layers} unit={query.unit} />
        </Section>
        <BuildTimeSection chart={toBuildTimeChart(comparison)} exports={exports} />
        <WhatBreaks breakages={toBreakages(comparison)} />
      </div>
    </>
  );
}
