import { type ExplainedSize, explainSize } from "../analysis/explain-size.ts";
import type { ImageContent } from "../analysis/image-content.ts";
import { type IndexedElf, toBinaryFacts } from "../analysis/layer-index.ts";
import { findElf } from "../analysis/library-search.ts";
import { listPackages } from "../analysis/list-packages.ts";
import { findTraits } from "../analysis/traits/find-traits.ts";
import type { Trait } from "../analysis/traits/types.ts";
import type { Db } from "../db/client.ts";
import type { BinaryFacts } from "../elf/inspect-binary.ts";
import type { PackageCoverage } from "../packages/coverage.ts";
import type { PackageListing } from "../packages/find-packages.ts";
import { loadImageContent } from "./load-content.ts";
import type { ContentRow } from "./read-image-row.ts";

/** The service's binary, or why there is nothing to tell of it. */
export type FoundBinary =
  | { state: "read"; path: string; elf: IndexedElf; facts: BinaryFacts }
  | { state: "unread"; path: string; reason: string }
  | { state: "none"; reason: string };

/** What an image's kept files tell of it. */
export type Inside = {
  listing: PackageListing;
  coverage: PackageCoverage;
  traits: Trait[];
  binary: FoundBinary;
  size: ExplainedSize;
};

const NOT_LOOKED_INTO = "its layer was read for another image's program since; rebuild the image";

const MAX_KEPT = 64;
const kept = new Map<string, Inside>();

/** Packages, traits and binary of an image. It never changes, so the newest ones are kept. Throws not-found. */
export async function lookInside(database: Db, row: ContentRow): Promise<Inside> {
  const known = kept.get(row.imageId);
  if (known !== undefined) return known;
  const inside = toInside(await loadImageContent(database, row.imageId), row);
  kept.set(row.imageId, inside);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return inside;
}

function toInside(image: ImageContent, { binaryPath, config }: ContentRow): Inside {
  const { listing, coverage } = listPackages(image, binaryPath);
  const traits = findTraits({ image, config: config.config, packages: listing });
  return {
    listing,
    coverage,
    traits,
    binary: findBinary(image, binaryPath),
    size: explainSize(image, binaryPath),
  };
}

function findBinary(image: ImageContent, path: string | undefined): FoundBinary {
  if (path === undefined) return { state: "none", reason: "The entrypoint names no file of this image." };
  const found = findElf(image, path);
  if (found === undefined) return { state: "none", reason: `/${path} is no ELF file: a script, it seems.` };
  if (found.elf === undefined) return { state: "unread", path: `/${found.path}`, reason: found.unread };
  const facts = toBinaryFacts(found.elf);
  if (facts === undefined && found.elf.crateList !== undefined)
    return { state: "unread", path: `/${found.path}`, reason: NOT_LOOKED_INTO };
  if (facts === undefined)
    return { state: "none", reason: `/${path} is no program but a ${found.elf.kind}.` };
  return { state: "read", path: `/${found.path}`, elf: found.elf, facts };
}
