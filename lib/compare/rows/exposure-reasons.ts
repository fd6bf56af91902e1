import type { RowReasons } from "../row-spec.ts";

/** Why one would care about the rows of what a scanner says, what breaks and how that is mended. */
export const EXPOSURE_REASONS: RowReasons = {
  findings: {
    why: "Each is something to patch, to accept with a reason, or to be asked about in an audit.",
    breaks: "Nothing stops working: a flaw that is reachable may be used.",
    mend: "Rebuild on an updated base, drop packages, or accept a finding with a reason.",
  },
  fixable: {
    why: "These can be gone tomorrow; the others wait for their maintainers.",
    breaks: "As with findings: a reachable one may be used, and its fix is public.",
    mend: "Rebuild: bases are resolved anew, and the fixed package comes with them.",
  },
  "unique-findings": {
    why: "One flaw in a library that ten packages are built from is one flaw to judge.",
    breaks: "As with findings.",
    mend: "As with findings: one update often ends several.",
  },
  "os-packages-looked-up": {
    why: "A count of findings is only worth what was looked up.",
    breaks: "A scanner without data about a release is silent about it: that is not clean.",
    mend: "Take a base with a package database, or refresh the scanner’s data.",
  },
  "crates-looked-up": {
    why: "Most of a Rust service’s code are crates, and no distribution knows them.",
    breaks: "Flaws in crates stay unseen.",
    mend: "Build with cargo-auditable (AUDITABLE=true), which costs a few kilobytes.",
  },
};
