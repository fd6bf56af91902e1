import { type Kept, QueryForm } from "@/components/ui/query-form.tsx";
import { type Option, QuerySelect } from "@/components/ui/query-select.tsx";
import { type Segment, Segmented } from "@/components/ui/segmented.tsx";
import { type Chip, VariantChips } from "./variant-chips.tsx";

export type Choice = {
  name: string;
  label: string;
  value: string;
  fallback?: string;
  options: readonly Option[];
  isLabelShown?: boolean;
  clears?: readonly string[];
};

/** A page's own choices; the comparison's, unless another page is named. */
export function ChoiceForm({
  choices,
  kept,
  action = "/compare",
}: {
  choices: readonly Choice[];
  kept: Kept;
  action?: string;
}) {
  const own = new Set(choices.flatMap(({ name, clears = [] }) => [name, ...clears]));
  return (
    <QueryForm
      action={action}
      kept={kept.filter(([name]) => !own.has(name))}
      className="flex w-full flex-wrap gap-2 md:w-auto md:gap-3"
    >
      {choices.map((choice) => (
        <QuerySelect key={choice.name} {...choice} />
      ))}
    </QueryForm>
  );
}

/** How a comparison is shown; each choice is a link or a field, so all of it is in the URL. */
export function CompareToolbar({
  chips,
  choices,
  kept,
  measures,
  units,
}: {
  chips: readonly Chip[];
  choices: readonly Choice[];
  kept: Kept;
  measures: readonly Segment[];
  units: readonly Segment[];
}) {
  return (
    <div data-screen-only="" className="z-20 border-rule border-y bg-bg lg:sticky lg:top-(--top-bar)">
      <div className="page-width flex min-h-[52px] flex-wrap lg:flex-nowrap items-center gap-x-4 gap-y-2 py-3 md:py-[9px]">
        <VariantChips chips={chips} />
        <div className="flex w-full flex-wrap gap-2 md:ml-auto md:w-auto md:gap-3 lg:flex-none lg:flex-nowrap">
          <ChoiceForm choices={choices} kept={kept} />
          <Segmented label="Size" segments={measures} />
          <Segmented label="Unit" segments={units} />
        </div>
      </div>
    </div>
  );
}
