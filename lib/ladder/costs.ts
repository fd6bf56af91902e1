import type { Linkage } from "../variants/knobs.ts";
import { findLinkages, toLinkage } from "../variants/linkage.ts";
import { findRecipe } from "../variants/recipe-name.ts";
import type { Recipe } from "../variants/recipes.ts";
import type { VariantId } from "../variants/variants.ts";
import type { Rung } from "./ladders.ts";

type Facts = { variant: VariantId; linkage: Linkage; recipe: Recipe };

type CostRule = {
  id: string;
  words: string;
  /** The trait whose measure in an image shows whether this is so. */
  trait?: string;
  holds: (facts: Facts) => boolean;
};

/** What one gives up, or puts up with. */
export type Cost = { id: string; words: string; trait?: string | undefined };

const WITH_SHELL: readonly VariantId[] = ["naive", "debian-slim", "alpine"];

/** What an image costs whoever runs it: each rule says when it is so. */
export const COST_RULES: readonly CostRule[] = [
  {
    id: "no-toolchain",
    words: "No compiler: nothing is patched and built again inside.",
    holds: ({ variant }) => variant !== "naive",
  },
  {
    id: "no-shell",
    words: "No shell: docker exec opens nothing, and no script starts or checks the service.",
    trait: "shell",
    holds: ({ variant }) => !WITH_SHELL.includes(variant),
  },
  {
    id: "no-package-manager",
    words: "No package manager: no tool is added to a running container.",
    trait: "package-manager",
    holds: ({ variant }) => !["naive", "debian-slim"].includes(variant),
  },
  {
    id: "no-glibc",
    words: "No glibc: a program or plugin that is linked dynamically does not start here.",
    holds: ({ variant }) => !findLinkages(variant).includes("libgcc-inside") && variant !== "naive",
  },
  {
    id: "static",
    words: "Libc is linked in: a fix of it needs a new build, and dlopen does not work.",
    holds: ({ linkage }) => linkage === "static-glibc" || linkage === "static-musl",
  },
  {
    id: "static-names",
    words: "glibc's static resolver still wants glibc's own libraries for anything but files and DNS.",
    holds: ({ linkage }) => linkage === "static-glibc",
  },
  {
    id: "musl-allocator",
    words: "musl's allocator is slow where threads allocate; a recipe with jemalloc or mimalloc cures it.",
    holds: ({ linkage, recipe }) => linkage === "static-musl" && recipe.allocator === "system",
  },
  {
    id: "musl-names",
    words: "musl's resolver reads no nsswitch.conf: host names come from files and DNS only.",
    holds: ({ linkage }) => linkage === "static-musl",
  },
  {
    id: "no-time-zones",
    words: "No time zones: local times are UTC unless the program carries its own data.",
    trait: "time-zones",
    holds: ({ variant }) => variant === "scratch",
  },
  {
    id: "no-tmp",
    words: "No /tmp: what writes temporary files fails unless a volume is mounted.",
    trait: "tmp",
    holds: ({ variant }) => variant === "scratch",
  },
  {
    id: "no-os",
    words: "No record of an operating system: a scanner sees the crates at most.",
    holds: ({ variant }) => variant === "scratch",
  },
  {
    id: "stripped",
    words: "No symbols: backtraces and profilers show addresses instead of names.",
    holds: ({ recipe }) => recipe.strip === "symbols",
  },
  {
    id: "for-size",
    words: "Optimised for size: work that is bound by the processor gets slower.",
    holds: ({ recipe }) => recipe.optLevel === "s" || recipe.optLevel === "z",
  },
  {
    id: "one-unit",
    words: "Compiled as one program: every edit builds longer.",
    holds: ({ recipe }) => recipe.lto !== "off" || recipe.codegenUnits === 1,
  },
  {
    id: "abort",
    words:
      "A panic ends the process at once: nothing catches it, no request is finished, backtraces are lost.",
    holds: ({ recipe }) => recipe.panic === "abort",
  },
];

function toFacts({ variant, recipe: name }: Pick<Rung, "variant" | "recipe">): Facts {
  const { recipe } = findRecipe(name);
  return { variant, linkage: toLinkage(variant, recipe), recipe };
}

/** Everything that a rung's image costs. */
export function findCosts(rung: Pick<Rung, "variant" | "recipe">): Cost[] {
  const facts = toFacts(rung);
  return COST_RULES.filter((rule) => rule.holds(facts)).map(({ id, words, trait }) => ({ id, words, trait }));
}

/** What a rung costs that the one before it did not. The first rung of a ladder costs nothing. */
export function findNewCosts(rung: Rung, before: Rung | undefined): Cost[] {
  if (!before) return [];
  const old = new Set(findCosts(before).map((cost) => cost.id));
  return findCosts(rung).filter((cost) => !old.has(cost.id));
}
