import { findRecipe } from "../variants/recipe-name.ts";
import { VARIANTS, type VariantId } from "../variants/variants.ts";

/** What a rung changes: the base it stands on, how its program is linked, or how it is compiled. */
export type RungChange = "start" | "base" | "linkage" | "recipe";

export type Rung = {
  id: string;
  title: string;
  change: RungChange;
  variant: VariantId;
  /** A recipe's name. */
  recipe: string;
  /** The rung that it is compared with; none for the first. */
  follows: string | null;
};

export type Ladder = {
  id: string;
  title: string;
  summary: string;
  /** The lab's service that climbs it unless another is asked for; without it the default one. */
  service?: string;
  rungs: readonly Rung[];
};

type Step = Omit<Rung, "follows">;

/** Rungs of which each follows the one before. */
function inOrder(steps: readonly Step[]): Rung[] {
  return steps.map((step, index) => ({ ...step, follows: steps[index - 1]?.id ?? null }));
}

function image(variant: VariantId, change: RungChange): Step {
  return { id: variant, title: variant, change, variant, recipe: "default" };
}

const FULL = inOrder([
  image("naive", "start"),
  image("debian-slim", "base"),
  image("distroless-cc", "base"),
  {
    id: "static-glibc",
    title: "distroless-static, glibc",
    change: "base",
    variant: "distroless-static",
    recipe: "linkage=static-glibc",
  },
  {
    id: "static-musl",
    title: "distroless-static, musl",
    change: "linkage",
    variant: "distroless-static",
    recipe: "default",
  },
  image("scratch", "base"),
  { id: "smaller", title: "strip, z, lto, 1 unit", change: "recipe", variant: "scratch", recipe: "smaller" },
  { id: "smallest", title: "panic = abort", change: "recipe", variant: "scratch", recipe: "smallest" },
]);

const THREE = inOrder([
  image("naive", "start"),
  { ...image("distroless-static", "base"), title: "distroless" },
  image("scratch", "base"),
]);

const FOUR: readonly VariantId[] = ["debian-slim", "distroless-cc", "alpine", "scratch"];

const isMusl = (variant: VariantId) => VARIANTS.some((each) => each.id === variant && each.libc === "musl");

/** The published table's programs bring jemalloc where musl's own allocator would slow them down. */
function inTable(variant: VariantId, recipe: string): string {
  return isMusl(variant) ? findRecipe(recipe, { allocator: "jemalloc" }).id : recipe;
}

/** Each base follows the one before; each small program follows its own base's. */
const TABLE: Rung[] = FOUR.flatMap((variant, index): Rung[] => {
  const start = image(variant, index === 0 ? "start" : "base");
  return [
    { ...start, recipe: inTable(variant, "default"), follows: FOUR[index - 1] ?? null },
    {
      id: `${variant}-small`,
      title: `${variant}, small`,
      change: "recipe",
      variant,
      recipe: inTable(variant, "small"),
      follows: variant,
    },
  ];
});

/** Shows what jemalloc costs in bytes, and what doing without it costs when it runs. Nobody published its like. */
export const OWN_ALLOCATOR: Rung = {
  id: "scratch-own-allocator",
  title: "scratch, musl’s allocator",
  change: "recipe",
  variant: "scratch",
  recipe: "default",
  follows: "scratch",
};

/** The ladders that can be climbed; the first is the one that is shown unless another is asked for. */
export const LADDERS: readonly Ladder[] = [
  {
    id: "full",
    title: "Full ladder",
    summary: "every step from toolchain and sources to an empty image",
    rungs: FULL,
  },
  {
    id: "three-images",
    title: "Three images",
    summary: "the naive image, distroless and scratch",
    rungs: THREE,
  },
  {
    id: "bases-by-recipes",
    title: "Four bases, two recipes",
    summary: "cargo's default and the small recipe on each of four bases, with jemalloc on musl",
    service: "caller",
    rungs: [...TABLE, OWN_ALLOCATOR],
  },
];

/** The ladder with this id, if there is one. */
export function findLadder(id: string): Ladder | undefined {
  return LADDERS.find((ladder) => ladder.id === id);
}
