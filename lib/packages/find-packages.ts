import type { CrateList } from "../elf/inspect-binary.ts";
import { apkCataloger } from "./catalog-apk.ts";
import { toCratePackages } from "./catalog-cargo.ts";
import { distrolessCataloger, dpkgCataloger } from "./catalog-dpkg.ts";
import type { CatalogContext, Cataloger } from "./cataloger.ts";
import { type OperatingSystem, OS_RELEASE_PATHS, parseOsRelease } from "./os-release.ts";
import type { Package, PackageSource, TextHistory } from "./types.ts";

/** A binary whose list of crates was looked for. */
export type CatalogedBinary = { path: string; layerIndex: number; crateList: CrateList };

export type PackageListing = {
  operatingSystem?: OperatingSystem;
  /** Sorted by type and name; one for each purl. */
  packages: Package[];
  /** Where was looked, and where that failed: no source means "cannot tell", not "none". */
  sources: PackageSource[];
};

export type FindPackagesInput = {
  texts: readonly TextHistory[];
  binaries: readonly CatalogedBinary[];
  /** What Debian's copyright file of a package says; undefined where there is none. */
  findLicences: (packageName: string) => string[] | undefined;
};

/** A desktop with everything has a tenth. */
const MAX_PACKAGES = 60_000;
const TOO_MANY = `The image claims more than ${MAX_PACKAGES} packages; those of this file are left out.`;

const CATALOGERS: readonly Cataloger[] = [dpkgCataloger, distrolessCataloger, apkCataloger];

/** The operating system as os-release names it; undefined where no file does. */
function findOperatingSystem(texts: readonly TextHistory[]): OperatingSystem | undefined {
  for (const path of OS_RELEASE_PATHS) {
    const text = texts.find((history) => history.path === path)?.versions.at(-1)?.text;
    const system = text === undefined ? undefined : parseOsRelease(text, path);
    if (system !== undefined) return system;
  }
  return undefined;
}

/** All packages of an image, from its databases and the lists inside its binaries. Never throws. */
export function findPackages(input: FindPackagesInput): PackageListing {
  const operatingSystem = findOperatingSystem(input.texts);
  const context: CatalogContext = { operatingSystem, findLicences: input.findLicences };
  const sources: PackageSource[] = [];
  const found = new Map<string, Package>();
  const add = (cataloger: string, path: string, packages: readonly Package[]) => {
    const fresh = packages.filter(({ purl }) => !found.has(purl));
    if (found.size + fresh.length > MAX_PACKAGES) {
      sources.push({ cataloger, path, state: "unreadable", packages: 0, reason: TOO_MANY });
      return;
    }
    sources.push({ cataloger, path, state: "read", packages: packages.length });
    for (const each of fresh) found.set(each.purl, each);
  };
  for (const history of input.texts) {
    const cataloger = CATALOGERS.find((candidate) => candidate.reads(history.path));
    if (cataloger !== undefined) add(cataloger.id, history.path, cataloger.find(history, context));
  }
  for (const { path, layerIndex, crateList } of input.binaries) {
    if (crateList.state === "present") {
      add("cargo-auditable", path, toCratePackages(crateList.crates, { path, layerIndex }));
    } else if (crateList.state === "unreadable") {
      const { reason } = crateList;
      sources.push({ cataloger: "cargo-auditable", path, state: "unreadable", packages: 0, reason });
    }
  }
  const packages = [...found.values()].sort(
    (a, b) => compare(a.type, b.type) || compare(a.name, b.name) || compare(a.version, b.version),
  );
  return { ...(operatingSystem !== undefined && { operatingSystem }), packages, sources };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
