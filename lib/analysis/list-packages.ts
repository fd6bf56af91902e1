import { type PackageCoverage, toPackageCoverage } from "../packages/coverage.ts";
import { type CatalogedBinary, findPackages, type PackageListing } from "../packages/find-packages.ts";
import { findOwnedPaths, isOwned } from "../packages/ownership.ts";
import { findKept, type ImageContent, listVisible, toTextHistories } from "./image-content.ts";

/** An image's packages and what of them could be seen. `binaryPath` is the service's, without a leading slash. */
export function listPackages(
  image: ImageContent,
  binaryPath: string | undefined,
): { listing: PackageListing; coverage: PackageCoverage } {
  const texts = toTextHistories(image);
  const elfPaths: string[] = [];
  const binaries: CatalogedBinary[] = [];
  for (const { file, layerIndex } of listVisible(image)) {
    const elf = image.layers[layerIndex]?.content.elves.get(file.path);
    if (elf === undefined || file.kind !== "file") continue;
    elfPaths.push(file.path);
    if (elf.crateList === undefined) continue;
    binaries.push({ path: file.path, layerIndex, crateList: elf.crateList });
  }
  const findLicences = (name: string) =>
    findKept(image, `usr/share/doc/${name}/copyright`, (index) => index.licences)?.kept;
  const listing = findPackages({ texts, binaries, findLicences });
  const owned = findOwnedPaths(texts);
  const coverage = toPackageCoverage({
    listing,
    serviceBinary: binaries.find(({ path }) => path === binaryPath),
    unownedBinaryPaths: elfPaths.filter((path) => path !== binaryPath && !isOwned(owned, path)).sort(),
  });
  return { listing, coverage };
}
