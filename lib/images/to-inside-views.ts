import type { CrateSizes } from "../elf/crates.ts";
import type { BinaryFacts } from "../elf/inspect-binary.ts";
import type { Package } from "../packages/types.ts";
import type { FoundBinary, Inside } from "./look-inside.ts";
import type { ContentRow } from "./read-image-row.ts";
import type { ImageBinary, ImagePackages, PackageView, ProgramView } from "./schemas-inside.ts";

/** A program's facts as pages and the API show them: the list of crates is told of with the packages. */
export function toProgramView({ elf, libc, allocator, rust, crateSizes }: BinaryFacts): ProgramView {
  const { kind, soname: _, versionsDefined: __, ...tables } = elf;
  return {
    ...tables,
    linkage: kind === "static" || kind === "static-pie" ? kind : "dynamic",
    libc,
    allocator,
    ...(rust !== undefined && { rust }),
    ...(crateSizes !== undefined && { crateSizes }),
  };
}

/** What ships, its path and digest beside its facts; or why it could not be read. */
export function toBinaryView({ imageId, binarySha256 }: ContentRow, binary: FoundBinary): ImageBinary {
  if (binary.state !== "read") return { ...binary, imageId };
  return {
    state: "read",
    imageId,
    path: binary.path,
    ...(binarySha256 !== undefined && { sha256: binarySha256 }),
    program: toProgramView(binary.facts),
  };
}

/** The packages with their layers and sizes in bytes, and what of the image could be seen at all. */
export function toPackagesView(row: ContentRow, { listing, coverage, binary }: Inside): ImagePackages {
  const sizes = binary.state === "read" ? toCrateBytes(listing.packages, binary.facts.crateSizes) : new Map();
  return {
    imageId: row.imageId,
    coverage,
    sources: listing.sources.map((source) => ({ ...source, path: `/${source.path}` })),
    packages: listing.packages.map((each) => toPackageView(each, row, sizes.get(each.purl))),
  };
}

function toPackageView(each: Package, { layers }: ContentRow, crateBytes: number | undefined): PackageView {
  const { layerIndex, cargo, declaredBytes, foundIn, ...shown } = each;
  const size =
    crateBytes !== undefined
      ? { bytes: crateBytes, from: "symbols" as const }
      : declaredBytes !== undefined && { bytes: declaredBytes, from: "declared" as const };
  return {
    ...shown,
    ...(size && { size }),
    layer: { index: layerIndex, diffId: layers[layerIndex]?.diffId ?? "" },
    foundIn: `/${foundIn}`,
    isRoot: cargo?.isRoot ?? false,
    isBuildOnly: cargo?.isBuildOnly ?? false,
  };
}

/** By purl. Symbols name a crate without its version, so one that is there in two versions stays unknown. */
function toCrateBytes(packages: readonly Package[], sizes: CrateSizes | undefined): Map<string, number> {
  const crates = packages.filter(({ cargo }) => cargo !== undefined && !cargo.isBuildOnly);
  const toSymbolName = (name: string) => name.replaceAll("-", "_");
  const bytes = new Map(sizes?.crates.map(({ name, sizeBytes }) => [name, sizeBytes]));
  const found = new Map<string, number>();
  for (const { name, purl } of crates) {
    const known = bytes.get(toSymbolName(name));
    const isOnly = crates.filter((other) => toSymbolName(other.name) === toSymbolName(name)).length === 1;
    if (known !== undefined && isOnly) found.set(purl, known);
  }
  return found;
}
