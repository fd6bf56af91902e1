import type { Choice } from "@/components/compare/compare-toolbar.tsx";
import type { Chip } from "@/components/compare/variant-chips.tsx";
import type { Segment } from "@/components/ui/segmented.tsx";
import { toColumnKey, toColumnNames } from "@/lib/compare/columns.ts";
import { type CompareQuery, compareHref } from "@/lib/compare/query.ts";
import { formatDateTime, shortDigest } from "@/lib/format.ts";
import type { Comparison } from "@/lib/images/schemas.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";
import { PREBUILT_RECIPE } from "@/lib/variants/prebuilt-recipe.ts";
import { RECIPE_PRESETS } from "@/lib/variants/recipes.ts";
import { DEFAULT_VARIANT_IDS, VARIANT_IDS } from "@/lib/variants/variants.ts";
import { toSizeParams, toSizeSegments } from "../size-choice.ts";

/**
 * Each variant's link puts it in or takes it out; the last one shown leads to the default set. Where images were picked
 * one by one, each of those has a chip that takes it out, and a variant's link goes back to choosing by variant.
 */
export function toChips(query: CompareQuery, comparison: Comparison): Chip[] {
  return query.images ? toImageChips(query, comparison) : toVariantChips(query, comparison);
}

function toImageChips(query: CompareQuery, comparison: Comparison): Chip[] {
  const names = toColumnNames(comparison);
  const ids = comparison.columns.map(({ image }) => image.imageId);
  return comparison.columns.map(({ image }) => {
    const rest = ids.filter((id) => id !== image.imageId).map(shortDigest);
    return {
      variant: image.variant,
      name: names.get(image.imageId) ?? image.variant,
      shown: true,
      href: compareHref(query, { images: rest.length > 0 ? rest : undefined, order: undefined }),
    };
  });
}

function toVariantChips(query: CompareQuery, { recipe, columns }: Comparison): Chip[] {
  // A prebuilt program has images on those that it starts on.
  const usual =
    recipe === PREBUILT_RECIPE.id ? columns.map(({ image }) => image.variant) : DEFAULT_VARIANT_IDS;
  const shown = query.variants ?? usual;
  return VARIANT_IDS.map((variant) => {
    const isShown = shown.includes(variant);
    const next = VARIANT_IDS.filter((id) => (id === variant ? !isShown : shown.includes(id)));
    return {
      variant,
      name: variant,
      shown: isShown,
      href: compareHref(query, {
        variants: next.length > 0 ? next : undefined,
        // A run has its recipe in itself; the view without it is to be of the same one.
        ...(query.run === undefined ? {} : { run: undefined, recipe }),
      }),
    };
  });
}

export function toSegments(query: CompareQuery): { measures: Segment[]; units: Segment[] } {
  return toSizeSegments(query, (change) => compareHref(query, change));
}

/** Only the rows that differ, or every row. */
export function toRowSegments(query: CompareQuery): Segment[] {
  const rows = query.rows ?? "differences";
  return (["differences", "all"] as const).map((each) => ({
    label: each === "all" ? "All rows" : "Only differences",
    href: `${compareHref(query, { rows: each === "all" ? each : undefined })}#sizes`,
    current: rows === each,
  }));
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
    isLabelShown: true,
    value: query.at ?? "",
    fallback: "",
    options: [
      { value: "", label: "latest" },
      ...(known || !query.at ? [] : [{ value: query.at, label: formatDateTime(query.at) }]),
      ...times,
    ],
  };
}

/** What names certain images, or columns of them: another service or recipe has others. */
const NAMES_IMAGES = ["images", "run", "order", "ref"];

/** What is compared: the service (where there are several) and the recipe. */
export function toSubjects(
  comparison: Comparison,
  services: readonly Pick<ServiceView, "slug" | "title">[],
): Choice[] {
  const recipe: Choice = {
    name: "recipe",
    label: "Recipe",
    value: comparison.recipe,
    fallback: "default",
    clears: NAMES_IMAGES,
    options: [...new Set([...RECIPE_PRESETS.map((preset) => preset.id), comparison.recipe])].map((id) => ({
      value: id,
      label: `recipe ${id}`,
    })),
  };
  const recipes = comparison.recipe === PREBUILT_RECIPE.id ? [] : [recipe];
  if (services.length < 2) return recipes;
  const options = services.map((service) => ({ value: service.slug, label: service.title || service.slug }));
  const service: Choice = { name: "service", label: "Service", value: comparison.service, options };
  return [{ ...service, clears: [...NAMES_IMAGES, "variants", "at"] }, ...recipes];
}

/** How it is compared: the reference and the point in time. */
export function toChoices(query: CompareQuery, comparison: Comparison, runs: readonly RunView[]): Choice[] {
  const names = toColumnNames(comparison);
  const keyOf = (imageId = "") => toColumnKey(comparison, imageId);
  const reference: Choice = {
    name: "ref",
    label: "Reference",
    isLabelShown: true,
    value: keyOf(comparison.columns.find((column) => column.isReference)?.image.imageId),
    options: comparison.columns.map(({ image }) => ({
      value: keyOf(image.imageId),
      label: names.get(image.imageId) ?? image.variant,
    })),
  };
  return [reference, timeChoice(query, runs)].filter((choice) => choice.options.length > 1);
}

/** What the forms carry along, for they have no field of their own for it. */
export function toKept(query: CompareQuery, comparison: Comparison): [string, string][] {
  const pairs: [string, string | undefined][] = [
    ["service", comparison.service],
    ["recipe", query.recipe === "default" ? undefined : query.recipe],
    ["variants", query.variants?.join(",")],
    ["ref", query.ref],
    ["at", query.at],
    ...toSizeParams(query),
    ["findings", query.findings],
    ["rows", query.rows],
    ["order", query.order?.join(",")],
    ["images", query.images?.join(",")],
    ["run", query.run],
    ["published", query.published ? "on" : undefined],
  ];
  return pairs.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
}
