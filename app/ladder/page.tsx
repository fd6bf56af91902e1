import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WaterfallChart } from "@/components/charts/waterfall/waterfall-chart.tsx";
import { WaterfallKey } from "@/components/charts/waterfall/waterfall-key.tsx";
import { BlockedNotice, whyBlocked } from "@/components/compare/blocked-notice.tsx";
import { ChoiceForm } from "@/components/compare/compare-toolbar.tsx";
import { BuildMissing } from "@/components/ladder/build-missing.tsx";
import { LadderLive } from "@/components/ladder/ladder-live.tsx";
import { LadderVerdict } from "@/components/ladder/ladder-verdict.tsx";
import { PublishedSources } from "@/components/ladder/published-sources.tsx";
import { RungTable } from "@/components/ladder/rung-table.tsx";
import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { Fact, Facts } from "@/components/ui/facts.tsx";
import { Section } from "@/components/ui/section.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { toWaterfall } from "@/lib/charts/waterfall.ts";
import { getLadder } from "@/lib/ladder/get-ladder.ts";
import { toLadderVerdict } from "@/lib/ladder/verdict.ts";
import { PUBLISHED_FIGURES } from "@/lib/published/figures.ts";
import { listServices } from "@/lib/services/list-services.ts";
import { getStatus } from "@/lib/status/get-status.ts";
import { attempt } from "../attempt.ts";
import { ProbeButton, ProbesNow } from "../probe-tools.tsx";
import { parseLadderQuery, toLadderSegments, toServiceChoice } from "./query.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Ladder" };

export default async function LadderPage({ searchParams }: Props) {
  const query = parseLadderQuery(await searchParams);
  const loaded = await attempt(async () => {
    const [ladder, services, status] = await Promise.all([
      getLadder({ ladder: query.ladder, ...(query.service ? { service: query.service } : {}) }),
      listServices(),
      getStatus(),
    ]);
    return { ladder, services, status };
  });
  if (loaded.failure?.code === "not-found") notFound();
  if (loaded.failure)
    return (
      <FailurePage title="Ladder" failure={loaded.failure} again={{ href: "/ladder", label: "Try again" }} />
    );
  const { ladder, services, status } = loaded.value;
  const climbers = services.filter(({ kind }) => kind !== "prebuilt");
  const blocked = whyBlocked(status);
  const { ladders, measures, units } = toLadderSegments(query);
  const { measure, unit, groups } = toWaterfall(ladder, query);
  const verdict = toLadderVerdict(ladder);
  const built = ladder.rungs.filter((rung) => rung.image);
  const held = built.flatMap(({ image }) => (image && !image.removedAt ? [image.imageId] : []));
  const cited = new Set(ladder.rungs.flatMap((rung) => rung.published.map((size) => size.figure)));
  const sources = PUBLISHED_FIGURES.filter((figure) => cited.has(figure.id));
  const kept: [string, string][] = query.ladder === "full" ? [] : [["ladder", query.ladder]];
  return (
    <LadderLive ladder={ladder} blocked={blocked?.text}>
      <Page className="pb-16">
        <PageHead
          title="The diet, rung by rung"
          remark={ladder.service}
          facts={
            <Facts>
              <Fact name="Ladder">{ladder.ladder.summary}</Fact>
              <Fact name="Measured">
                {built.length} of {ladder.rungs.length} rungs
              </Fact>
            </Facts>
          }
          actions={
            <>
              <ChoiceForm action="/ladder" choices={toServiceChoice(ladder.service, climbers)} kept={kept} />
              <BuildMissing />
            </>
          }
        />
        <div className="mb-6 flex flex-wrap gap-2 md:gap-3" data-screen-only="">
          <Segmented label="Ladder" segments={ladders} />
          <Segmented label="Size" segments={measures} />
          <Segmented label="Unit" segments={units} />
        </div>
        {blocked ? (
          <>
            <BlockedNotice blocked={blocked} className="mb-6" />
            <AutoRefresh />
          </>
        ) : null}
        {verdict ? (
          <div className="pb-7">
            <LadderVerdict verdict={verdict} unit={unit} />
          </div>
        ) : null}
        {groups.map((group) => (
          <Section
            key={group.id}
            id={`change-${group.id}`}
            title={group.title}
            hint={`whole image, ${measure}; what a rung sheds is dashed`}
            tools={<WaterfallKey measure={measure} />}
          >
            <WaterfallChart
              group={group}
              unit={unit}
              label={`${group.title}: ${measure} size of each rung`}
            />
          </Section>
        ))}
        <Section
          id="rungs"
          title="Rung by rung"
          hint="each against the measured rung before it; the costs follow from what an image has and how its program is compiled"
          tools={<ProbeButton imageIds={held} isAgain={built.some((rung) => rung.probe)} />}
        >
          <ProbesNow imageIds={held} />
          <RungTable ladder={ladder} unit={unit} />
        </Section>
        <PublishedSources figures={sources} />
      </Page>
    </LadderLive>
  );
}
