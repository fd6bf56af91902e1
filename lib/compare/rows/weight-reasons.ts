import type { RowReasons } from "../row-spec.ts";

/** Why one would care about the rows of what an image weighs, what breaks and how that is mended. */
export const WEIGHT_REASONS: RowReasons = {
  size: {
    why: "It is what a node stores and what has to be unpacked before the first start.",
    breaks: "Small disks fill up and images are evicted; a cold start waits for the unpacking.",
    mend: "Take a smaller base, or a recipe that makes the binary smaller (small, smaller, smallest).",
  },
  pull: {
    why: "It decides how fast a new node or a cold start serves, and what egress costs.",
    breaks: "Scaling out waits for the download, most of all on a slow link.",
    mend: "Take a smaller base; keep the base’s layers below, so that other services have pulled them already.",
  },
  "pull-beside": {
    why: "Where many services share a base, this is what a rollout really moves.",
    breaks: "Nothing: a base that is not shared only makes each rollout pull all of it again.",
    mend: "Build every service on the same base, pinned to one digest.",
  },
  binary: {
    why: "No base makes it smaller; the recipe does (strip, lto, opt-level).",
    breaks: "A large binary hides what a base saves.",
    mend: "Rebuild with the recipe small, or drop features and dependencies: cargo tree tells what they are.",
  },
  rest: {
    why: "This is what choosing another base can save.",
    breaks: "Nothing by itself: what is not needed is stored, pulled and scanned all the same.",
    mend: "Choose a base with less in it, after reading what it lacks under Operations.",
  },
  layers: {
    why: "Layers are what registries and hosts share: an edit should change only the last one.",
    breaks: "Where an edit changes an early layer, every later one is pulled anew.",
    mend: "Copy what changes often last.",
  },
  files: {
    why: "Each is something to audit, and something that a scanner may or may not know.",
    breaks: "Nothing by itself: more files are more to patch and more for an attacker to use.",
    mend: "Take a base with fewer packages.",
  },
  wasted: {
    why: "They are stored and pulled, and never seen: a later layer hides them.",
    breaks: "Nothing: it only costs bytes.",
    mend: "Make and remove files in the same RUN, or copy the result from an earlier stage.",
  },
  reclaimable: {
    why: "It is what the image could lose without anybody noticing.",
    breaks: "Nothing: it only costs bytes.",
    mend: "Look the files up on the image’s page and remove them in the layer that made them.",
  },
  efficiency: {
    why: "Below 100 % a layer undoes what another did.",
    breaks: "Nothing: it only costs bytes.",
    mend: "As with wasted bytes: make and remove files in one layer.",
  },
};
