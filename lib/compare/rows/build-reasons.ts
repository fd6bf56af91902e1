import type { RowReasons } from "../row-spec.ts";

/** Why one would care about the rows of how an image was made, what breaks and how that is mended. */
export const BUILD_REASONS: RowReasons = {
  build: {
    why: "It is what an edit costs in waiting.",
    breaks: "Nothing: slow builds are built less often.",
    mend: "Keep dependencies in a layer of their own; the chart of build times says which part is long.",
  },
  base: {
    why: "Its updates are yours to follow.",
    breaks: "A base that nobody updates any more keeps its flaws.",
    mend: "Choose one that is maintained, and rebuild when it changes.",
  },
  "base-digest": {
    why: "A tag moves; a digest says what was really built on.",
    breaks: "Two images of one tag may differ without an edit.",
    mend: "Pin by digest and renew it on purpose.",
  },
  toolchain: {
    why: "Another compiler makes another binary.",
    breaks: "Figures of two toolchains tell of the toolchain.",
    mend: "Pin it, as bases are.",
  },
  recipe: {
    why: "Sizes of different recipes tell of the recipe, not of the base.",
    breaks: "Comparing across recipes blames the wrong thing.",
    mend: "Rebuild all with one recipe.",
  },
  source: {
    why: "Only images of the same source are like for like.",
    breaks: "A difference may be the edit’s and not the base’s.",
    mend: "Rebuild all.",
  },
  platform: {
    why: "An image runs on its own processor only.",
    breaks: "Elsewhere: exec format error.",
    mend: "Build on, or for, the platform that it runs on.",
  },
  "built-at": {
    why: "Bases and advisories move on: an old image was measured in another world.",
    breaks: "Nothing by itself.",
    mend: "Rebuild.",
  },
};
