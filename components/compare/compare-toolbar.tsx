import { Button } from "@/components/ui/button.tsx";
import { type Segment, Segmented } from "@/components/ui/segmented.tsx";
import { type Option, QuerySelect } from "./query-select.tsx";
import { type Chip, VariantChips } from "./variant-chips.tsx";

export type Choice = {
  name: string;
  label: string;
  value: string;
  fallback?: string;
  options: readonly Option[];
};

/** Everything that can be chosen about a comparison; each choice is a link or a field, so all of it is in the URL. */
export function CompareToolbar({
  chips,
  choices,
  kept,
  measures,
  units,
}: {
  chips: readonly Chip[];
  choices: readonly Choice[];
  /** Parameters that the form has to carry along where it is sent without JavaScript. */
  kept: readonly [string, string][];
  measures: readonly Segment[];
  units: readonly Segment[];
}) {
  return (
    <div data-screen-only="" className="z-20 border-rule border-y bg-bg md:sticky md:top-(--top-bar)">
      <div className="page-width flex min-h-[52px] flex-wrap items-center gap-x-5 gap-y-2 py-3 md:py-[9px]">
        <VariantChips chips={chips} />
        <div className="flex w-full flex-wrap gap-2 md:ml-auto md:w-auto md:gap-3">
          <form action="/compare" className="flex w-full flex-wrap gap-2 md:w-auto md:gap-3">
            {kept.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {choices.map((choice) => (
              <QuerySelect key={choice.name} {...choice} />
            ))}
            <noscript>
              <Button type="submit">Apply</Button>
            </noscript>
          </form>
          <Segmented label="Size" segments={measures} />
          <Segmented label="Unit" segments={units} />
        </div>
      </div>
    </div>
  );
}
