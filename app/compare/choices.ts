import type { Choice } from "@/components/compare/compare-toolbar.tsx";
import type { Chip } from "@/components/compare/variant-chips.tsx";
import type { Segment } from "@/components/ui/segmented.tsx";
import { type CompareQuery, compareHref } from "@/lib/compare/query.ts";
import { formatDateTime } from "@/lib/format.ts";
import type { Comparison } from "@/lib/images/schemas.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";
import { RECIPE_PRESETS } from "@/lib/variants/recipes.ts";
import { DEFAULT_VARIANT_IDS, VARIANT_IDS } from "@/lib/variants/variants.ts";

/** Each variant's link puts it in or takes it out; the last one shown leads to the default set. */
export function toChips(query: CompareQuery): Chip[] {
  const shown = query.variants ?? DEFAULT_VARIANT_IDS;
  return VARIANT_IDS.map((variant) => {
    const isShown = shown.includes(variant);
    const next = VARIANT_IDS.filter((id) => (id === variant ? !isShown : shown.includes(id)));
    return {
      variant,
      shown: isShown,
      href: compareHref(query, {
        variants: next.length > 0 ? next : undefined,
        images: undefined,
        run: undefined,
      }),
    };
  });
}

export function toSegments(query: CompareQuery): { measures: Segment[]; units: Segment[] } {
  return {
    measures: (["uncompressed", "compressed"] as const).map((measure) => ({
      label: measure === "compressed" ? "Compressed" : "Uncompressed",
      href: compareHref(query, { measure }),
      current: query.measure === measure,
    })),
    units: (["MB", "MiB"] as const).map((unit) => ({
      label: unit,
      href: compareHref(query, { unit }),
      current: query.unit === unit,
    })),
  };
}

function timeChoice(query: CompareQuery, runs: readonly RunView[]): Choice {
  const ended = runs.flatMap((run) =>
    run.finishedAt && run.status === "succeeded" ? { run, at: run.finishedAt } : [],
  );
  const times = ended.map(({ run, at }) => ({
    value: at,
    label: `run ${run.number}, ${formatDateTime(at)}`,
  }));
  const known = query.at === undefined || times.some((time) => time.value === query.at);
  return {
    name: "at",
    label: "At",
    value: query.at ?? "",
    fallback: "",
    options: [
      { value: "", label: "latest" },
      ...(known || !query.at ? [] : [{ value: query.at, label: formatDateTime(query.at) }]),
      ...times,
    ],
  };
}

/** The fields of the toolbar: service (where there are several), recipe, reference, point in time. */
export function toChoices(
  query: CompareQuery,
  comparison: Comparison,
  services: readonly ServiceView[],
  runs: readonly RunView[],
): Choice[] {
  const reference = comparison.columns.find((column) => column.isReference)?.image.variant ?? "";
  const choices: Choice[] = [
    {
      name: "recipe",
      label: "Recipe",
      value: comparison.recipe,
      fallback: "default",
      options: RECIPE_PRESETS.map((preset) => ({ value: preset.id, label: preset.title })),
    },
    {
      name: "ref",
      label: "Reference",
      value: reference,
      options: comparison.columns.map(({ image }) => ({ value: image.variant, label: image.variant })),
    },
    timeChoice(query, runs),
  ];
  if (services.length > 1)
    choices.unshift({
      name: "service",
      label: "Service",
      value: comparison.service,
      options: services.map((service) => ({ value: service.slug, label: service.title || service.slug })),
    });
  return choices.filter((choice) => choice.options.length > 0);
}

/** What the toolbar's form carries along, because it has no field for it. */
export function toKept(
  query: CompareQuery,
  comparison: Comparison,
  choices: readonly Choice[],
): [string, string][] {
  const fields = new Set(choices.map((choice) => choice.name));
  const pairs: [string, string | undefined][] = [
    ["service", comparison.service],
    ["variants", query.variants?.join(",")],
    ["size", query.measure === "compressed" ? "compressed" : undefined],
    ["unit", query.unit === "MiB" ? "MiB" : undefined],
  ];
  return pairs.flatMap(([name, value]): [string, string][] =>
    value === undefined || fields.has(name) ? [] : [[name, value]],
  );
}
