import type { AuditableCrate } from "../elf/auditable.ts";
import { toPurl } from "./purl.ts";
import type { Package } from "./types.ts";

/** The crates of one binary as cargo-auditable embedded them. */
export function toCratePackages(
  crates: readonly AuditableCrate[],
  binary: { path: string; layerIndex: number },
): Package[] {
  const purls = crates.map(({ name, version }) => toPurl({ type: "cargo", name, version }));
  return crates.map((crate, index) => ({
    type: "cargo",
    name: crate.name,
    version: crate.version,
    layerIndex: binary.layerIndex,
    foundIn: binary.path,
    purl: purls[index] ?? "",
    cargo: {
      isRoot: crate.root,
      isBuildOnly: crate.kind === "build",
      source: crate.source,
      dependencies: crate.dependencies.flatMap((dependency) => purls[dependency] ?? []),
    },
  }));
}
