import type { ImageInside } from "../../images/schemas-inside.ts";

type Fields = Partial<Omit<ImageInside, "coverage">> & { coverage?: Partial<ImageInside["coverage"]> };

/** A made-up image's inside: a dynamic glibc program on a Debian with 12 packages. For tests only. */
export function sampleInside({ coverage, ...fields }: Fields = {}): ImageInside {
  return {
    coverage: {
      verdict: "full",
      operatingSystem: { state: "unrecognised" },
      osPackages: { state: "read", count: 12 },
      crates: { state: "read", count: 40 },
      unownedBinaries: { count: 0, paths: [] },
      reasons: [],
      ...coverage,
    },
    traits: [],
    program: {
      machine: "x86-64",
      linkage: "dynamic",
      interpreter: "/lib64/ld-linux-x86-64.so.2",
      needed: ["libgcc_s.so.1", "libc.so.6"],
      hardening: { isPie: true, relro: "full", hasNx: true, hasBindNow: true },
      isStripped: false,
      hasDebugInfo: false,
      libc: { name: "glibc", isLinkedIn: false, minimumVersion: "2.34", evidence: ["needs libc.so.6"] },
      allocator: { name: "glibc", evidence: ["no other"] },
    },
    bases: [],
    ...fields,
  };
}
