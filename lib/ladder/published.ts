import { PUBLISHED_FIGURES, parseWrittenSize } from "../published/figures.ts";
import { findRecipe } from "../variants/recipe-name.ts";
import { OWN_ALLOCATOR, type Rung } from "./ladders.ts";
import type { PublishedSize } from "./schemas.ts";

/** Whose sizes by variant are of which recipe of ours, whatever its allocator. */
const BY_VARIANT: readonly { figure: string; recipe: string; ladders?: readonly string[] }[] = [
  { figure: "kerkour-default", recipe: "default" },
  { figure: "kerkour-small", recipe: "small" },
  { figure: "image-diet-lab", recipe: "default", ladders: ["three-images"] },
];

/** The published ladder whose rungs are those of our full one, by our rung's id and in its own words. */
const RUNGS: Readonly<Record<string, string>> = {
  "debian-slim": "debian:trixie-slim, dynamic glibc",
  "distroless-cc": "distroless/cc-debian13:nonroot, dynamic glibc",
  "static-glibc": "distroless/static, glibc with +crt-static, rustls instead of native-tls",
  "static-musl": "distroless/static, musl",
  scratch: "scratch, musl",
  smaller: "scratch, musl, strip + opt-level z + lto + codegen-units 1",
  smallest: "scratch, musl, the same + panic=abort",
};

/**
 * What others published for a rung of a ladder, as they wrote it. Of other programs: a direction, never a figure of ours.
 */
export function findPublished(ladder: string, rung: Rung): PublishedSize[] {
  const found: PublishedSize[] = [];
  if (rung.id === OWN_ALLOCATOR.id) return found;
  const recipe = findRecipe(rung.recipe, { allocator: "system" }).id;
  for (const figure of PUBLISHED_FIGURES) {
    const isMeant = BY_VARIANT.some(
      (each) =>
        each.figure === figure.id &&
        each.recipe === recipe &&
        (each.ladders === undefined || each.ladders.includes(ladder)),
    );
    const size = isMeant ? figure.sizes?.[rung.variant] : undefined;
    const step =
      ladder === "full" ? figure.ladder?.find((each) => each.rung === RUNGS[rung.id])?.size : undefined;
    for (const written of [size, step]) {
      if (written === undefined) continue;
      const { id, source } = figure;
      found.push({ figure: id, source, written, ...parseWrittenSize(written) });
    }
  }
  return found;
}
