/** How the program is linked. `variant` leaves it to the variant, each of which has a way of its own. */
export const LINKAGES = ["dynamic", "libgcc-inside", "static-glibc", "static-musl"] as const;
export type Linkage = (typeof LINKAGES)[number];

/** The program alone, its dependencies too, or build scripts and procedural macros as well. */
export type Compiled = "program" | "dependencies" | "everything";

type Value = string | number | boolean;

/** One setting of how a binary is compiled. Another one is an entry here and an argument in lab/Dockerfile. */
export type Knob<V extends Value = Value> = {
  /** As a recipe's name writes it: `codegen-units=1`. */
  name: string;
  title: string;
  /** What turning it changes, in one sentence. */
  why: string;
  /** The build argument of lab/Dockerfile that carries the value. */
  argument: string;
  choices: readonly {
    value: V;
    words: string;
    /** What the Dockerfile is given, where that is not the value itself. */
    given?: string;
  }[];
  standard: V;
  /** What another value compiles anew; builds share the layers of the rest. */
  compiles: Compiled;
  /**
   * The knob came after images were stored without it: where it is at its standard, it is left out of what an image's
   * identity is made of, so that those identities hold.
   */
  cameLater?: boolean;
};

function knob<const V extends Value>(data: Knob<V>): Knob<V> {
  return data;
}

/** Every knob. cargo's own release profile is where all of them are at their standard, but for `auditable`. */
export const KNOBS = {
  strip: knob({
    name: "strip",
    title: "Strip",
    why: "Symbols are bytes that only debuggers, profilers and backtraces read.",
    argument: "STRIP",
    choices: [
      { value: "none", words: "nothing" },
      { value: "debuginfo", words: "debug info" },
      { value: "symbols", words: "debug info and symbols" },
    ],
    standard: "debuginfo",
    compiles: "program",
  }),
  optLevel: knob({
    name: "opt-level",
    title: "Optimise for",
    why: "s and z trade speed for size.",
    argument: "OPT_LEVEL",
    choices: [
      { value: "0", words: "nothing" },
      { value: "1", words: "1" },
      { value: "2", words: "2" },
      { value: "3", words: "speed (3)" },
      { value: "s", words: "size (s)" },
      { value: "z", words: "size, loops too (z)" },
    ],
    standard: "3",
    compiles: "dependencies",
  }),
  lto: knob({
    name: "lto",
    title: "Link-time optimisation",
    why: "Optimises over the borders of crates: smaller and quicker programs, longer builds.",
    argument: "LTO",
    choices: [
      // cargo's own default is `false`, which still lets a crate's own codegen units see each other; its `off` does not
      { value: "off", words: "within each crate", given: "false" },
      { value: "thin", words: "thin" },
      { value: "fat", words: "fat" },
    ],
    standard: "off",
    compiles: "everything",
  }),
  codegenUnits: knob({
    name: "codegen-units",
    title: "Codegen units",
    why: "One unit is optimised as a whole; several are compiled side by side.",
    argument: "CODEGEN_UNITS",
    choices: [
      { value: 1, words: "1" },
      { value: 4, words: "4" },
      { value: 16, words: "16" },
      { value: 256, words: "256" },
    ],
    standard: 16,
    compiles: "dependencies",
  }),
  panic: knob({
    name: "panic",
    title: "Panic",
    why: "abort leaves out the code that unwinds: a panic ends the process, and nothing can catch it.",
    argument: "PANIC",
    choices: [
      { value: "unwind", words: "unwind" },
      { value: "abort", words: "abort" },
    ],
    standard: "unwind",
    compiles: "dependencies",
  }),
  auditable: knob({
    name: "auditable",
    title: "cargo-auditable",
    why: "Writes the list of crates into the program, so that a scanner can read it; a few kilobytes.",
    argument: "AUDITABLE",
    choices: [
      { value: true, words: "with" },
      { value: false, words: "without" },
    ],
    standard: true,
    compiles: "program",
  }),
  linkage: knob({
    name: "linkage",
    title: "Linkage",
    why: "What the program needs from its image to start: glibc and libgcc, glibc alone, or nothing.",
    argument: "LINKAGE",
    choices: [
      { value: "variant", words: "as the variant ships it", given: "" },
      { value: "dynamic", words: "glibc, dynamic" },
      { value: "libgcc-inside", words: "glibc, libgcc inside" },
      { value: "static-glibc", words: "glibc, fully static" },
      { value: "static-musl", words: "musl, static" },
    ],
    standard: "variant",
    // musl's are others, which the variants have as well
    compiles: "program",
    cameLater: true,
  }),
  allocator: knob({
    name: "allocator",
    title: "Allocator",
    why: "musl's own is slow where threads allocate; these need a cargo feature of the service.",
    argument: "ALLOCATOR",
    choices: [
      { value: "system", words: "the C library’s", given: "" },
      { value: "jemalloc", words: "jemalloc" },
      { value: "mimalloc", words: "mimalloc" },
    ],
    standard: "system",
    compiles: "program",
    cameLater: true,
  }),
};

export type KnobKey = keyof typeof KNOBS;

function isKnobKey(key: string): key is KnobKey {
  return Object.hasOwn(KNOBS, key);
}

/** In the order in which people are shown them, and in which a recipe's name has them. */
export const KNOB_KEYS: readonly KnobKey[] = Object.keys(KNOBS).filter(isKnobKey);

/** The knob of a recipe's key, its values no longer told apart by type. */
export function getKnob(key: KnobKey): Knob {
  return KNOBS[key];
}
