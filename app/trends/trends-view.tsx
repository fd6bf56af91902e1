import { type Choice, ChoiceForm } from "@/components/compare/compare-toolbar.tsx";
import { type Chip, VariantChips } from "@/components/compare/variant-chips.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { ChangesTable } from "@/components/trends/changes-table.tsx";
import { PointsTable } from "@/components/trends/points-table.tsx";
import { RangeForm } from "@/components/trends/range-form.tsx";
import { TrendBoard } from "@/components/trends/trend-board.tsx";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Fact, Facts } from "@/components/ui/facts.tsx";
import { Link } from "@/components/ui/link.tsx";
import type { Kept } from "@/components/ui/query-form.tsx";
import { Section } from "@/components/ui/section.tsx";
import { type Segment, Segmented } from "@/components/ui/segmented.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import type { BudgetView } from "@/lib/budgets/schemas.ts";
import { formatCount } from "@/lib/format.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";
import { ALL_RECIPES, type Trends } from "@/lib/trends/schemas.ts";
import { RECIPE_PRESETS } from "@/lib/variants/recipes.ts";
import { toSizeSegments } from "../size-choice.ts";
import { Budgets, toSizeLimits } from "./budgets.tsx";
import { type TrendsQuery, trendsHref } from "./query.ts";

type Props = {
  query: TrendsQuery;
  trends: Trends;
  services: readonly ServiceView[];
  /** All of the service. */
  budgets: readonly BudgetView[];
};

export function TrendsView({ query, trends: all, services, budgets: ofService }: Props) {
  const { variants, measure, unit } = query;
  const lines = variants ? all.lines.filter((line) => variants.includes(line.variant)) : all.lines;
  const trends = { ...all, lines };
  const { service, history } = trends;
  const budgets = ofService.filter(({ recipe }) => trends.recipe === ALL_RECIPES || recipe === trends.recipe);
  const compare = `/compare?service=${encodeURIComponent(service)}`;
  return (
    <>
      <Page>
        <PageHead
          title="Trends"
          remark={`of ${service}, over its builds`}
          facts={
            history ? (
              <Facts>
                <Fact name="Builds">
                  {trends.shown < trends.builds
                    ? `${formatCount(trends.builds)}, of which ${formatCount(trends.shown)} with every extreme are drawn`
                    : formatCount(trends.builds)}
                </Fact>
                <Fact name="First">
                  <Timestamp iso={history.from} />
                </Fact>
                <Fact name="Last">
                  <Timestamp iso={history.to} />
                </Fact>
              </Facts>
            ) : null
          }
          actions={
            <>
              <ChoiceForm action="/trends" choices={toChoices(query, services)} kept={toKept(query)} />
              <Button asChild>
                <Link href={compare}>Compare the newest</Link>
              </Button>
            </>
          }
        />
      </Page>
      <div data-screen-only="" className="border-rule border-y bg-bg">
        <div className="page-width flex flex-wrap items-center gap-x-4 gap-y-2 py-3 md:py-[9px]">
          <VariantChips chips={toChips(query, all)} />
          <div className="flex w-full flex-wrap gap-2 md:ml-auto md:w-auto md:gap-3">
            {toSegments(query).map(({ label, segments }) => (
              <Segmented key={label} label={label} segments={segments} />
            ))}
          </div>
        </div>
      </div>
      <Page className="pb-16">
        {history ? (
          <div className="py-4">
            <RangeForm
              from={query.from ?? history.from}
              to={query.to ?? roundUp(history.to)}
              kept={toKept({ ...query, from: undefined, to: undefined })}
              allHref={
                query.from || query.to ? trendsHref(query, { from: undefined, to: undefined }) : undefined
              }
            />
          </div>
        ) : null}
        {trends.lines.every((line) => line.points.length === 0) ? (
          <NoBuilds query={query} isEmpty={!history} />
        ) : (
          <>
            <TrendBoard
              key={trendsHref(query)}
              trends={trends}
              measure={measure}
              unit={unit}
              limits={toSizeLimits(budgets, measure)}
              rangeHref={trendsHref(query, { from: "{from}", to: "{to}" })
                .replaceAll("%7B", "{")
                .replaceAll("%7D", "}")}
            />
            <PointsTable trends={trends} unit={unit} />
            <div className="pt-9">
              <Section
                id="changes"
                title="What changed between builds"
                hint="base, recipe, toolchain, scanner; numbered as in the charts"
              >
                {trends.changes.length > 0 ? (
                  <ChangesTable changes={trends.changes} unit={unit} />
                ) : (
                  <p className="text-ink-3">
                    Nothing but the source: every build in this range had the base, recipe, toolchain and
                    vulnerability data of the one before.
                  </p>
                )}
              </Section>
            </div>
          </>
        )}
        <Budgets budgets={budgets} query={query} service={service} />
      </Page>
    </>
  );
}

function NoBuilds({ query, isEmpty }: { query: TrendsQuery; isEmpty: boolean }) {
  const service = query.service ?? "";
  const recipe = query.recipe === "default" || query.recipe === ALL_RECIPES ? "" : `&recipe=${query.recipe}`;
  return isEmpty ? (
    <EmptyState
      title={`No image of ${service} with this recipe yet`}
      action={
        <Button look="primary" asChild>
          <Link href={`/compare?service=${encodeURIComponent(service)}${recipe}`}>
            Open the comparison and build
          </Link>
        </Button>
      }
    >
      <p>Every build that succeeds becomes a point here: its size, findings, layers and build time.</p>
    </EmptyState>
  ) : (
    <EmptyState
      title="No build in this range"
      action={
        <Button look="primary" asChild>
          <Link href={trendsHref(query, { from: undefined, to: undefined, variants: undefined })}>
            Show all builds
          </Link>
        </Button>
      }
    >
      <p>None of the chosen variants was built between these two times.</p>
    </EmptyState>
  );
}

/** The last build's second is not over when it ends: the field, which has no fractions, is to contain it. */
function roundUp(iso: string): string {
  return new Date(Math.ceil(Date.parse(iso) / 1000) * 1000).toISOString();
}

function toChips(query: TrendsQuery, { lines }: Trends): Chip[] {
  const all = lines.map((line) => line.variant);
  const shown = query.variants ?? all;
  return all.map((variant) => {
    const isShown = shown.includes(variant);
    const next = all.filter((id) => (id === variant ? !isShown : shown.includes(id)));
    const isDefault = next.length === 0 || next.length === all.length;
    return {
      variant,
      name: variant,
      shown: isShown,
      href: trendsHref(query, { variants: isDefault ? undefined : next }),
    };
  });
}

function toSegments(query: TrendsQuery): { label: string; segments: Segment[] }[] {
  const { measures, units } = toSizeSegments(query, (change) => trendsHref(query, change));
  const axes = (["run", "time"] as const).map((by) => ({
    label: `By ${by}`,
    href: trendsHref(query, { by }),
    current: query.by === by,
  }));
  return [
    { label: "Axis", segments: axes },
    { label: "Size", segments: measures },
    { label: "Unit", segments: units },
  ];
}

function toChoices(query: TrendsQuery, services: readonly ServiceView[]): Choice[] {
  const recipes = RECIPE_PRESETS.map(({ id, title }) => ({ value: id, label: `recipe ${title}` }));
  const recipe: Choice = {
    name: "recipe",
    label: "Recipe",
    value: query.recipe,
    fallback: "default",
    options: [...recipes, { value: ALL_RECIPES, label: "every recipe" }],
  };
  const isPrebuilt = services.some(({ slug, kind }) => slug === query.service && kind === "prebuilt");
  const recipeChoices = isPrebuilt ? [] : [recipe];
  if (services.length < 2) return recipeChoices;
  const options = services.map(({ slug, title }) => ({ value: slug, label: title || slug }));
  return [{ name: "service", label: "Service", value: query.service ?? "", options }, ...recipeChoices];
}

function toKept(query: TrendsQuery): Kept {
  return [...new URL(trendsHref(query), "http://localhost").searchParams];
}
