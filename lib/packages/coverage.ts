import type { CatalogedBinary, PackageListing } from "./find-packages.ts";
import type { OperatingSystem } from "./os-release.ts";

/** What can be told of an image's packages, so that no count stands without it. */
export type PackageCoverage = {
  verdict: "full" | "partial" | "blind";
  operatingSystem: { state: "recognised"; system: OperatingSystem } | { state: "unrecognised" };
  /** `unknown`: there is no database, which is not the same as no packages. */
  osPackages: { state: "read"; count: number } | { state: "unknown" };
  /** For the service's own binary. */
  crates:
    | { state: "read"; count: number }
    | { state: "invisible"; cure: string }
    | { state: "unreadable"; reason: string }
    | { state: "no-binary" };
  /** Programs and libraries that no package owns, the service's own binary apart. */
  unownedBinaries: { count: number; paths: string[] };
  /** Full sentences, in order of weight; empty only where the verdict is full. */
  reasons: string[];
};

export type CoverageInput = {
  listing: PackageListing;
  serviceBinary: CatalogedBinary | undefined;
  /** Paths of ELF files that no package owns, without the service's binary. */
  unownedBinaryPaths: readonly string[];
};

const SHOWN_PATHS = 20;
const AUDITABLE_CURE = "build with cargo-auditable (recipe switch: auditable)";

/** What of an image's packages can be seen, by our own look. Pure and total: the same input, the same sentences. */
export function toPackageCoverage(input: CoverageInput): PackageCoverage {
  const { listing, serviceBinary, unownedBinaryPaths } = input;
  const databases = listing.sources.filter((source) => source.cataloger !== "cargo-auditable");
  const osCount = databases.reduce((sum, source) => sum + source.packages, 0);
  const crates = toCrates(serviceBinary);
  const reasons: string[] = [];
  if (listing.operatingSystem === undefined) reasons.push("No os-release names an operating system.");
  for (const { reason } of databases) if (reason !== undefined) reasons.push(reason);
  if (databases.length === 0) reasons.push("There is no package database: OS packages cannot be told.");
  else if (osCount === 0) reasons.push("The package database lists no installed package.");
  if (crates.state === "invisible") reasons.push(`The service's crates are invisible: ${crates.cure}.`);
  if (crates.state === "unreadable")
    reasons.push(`The service's list of crates cannot be read: ${crates.reason}`);
  if (crates.state === "no-binary") reasons.push("No service binary was found to read crates from.");
  if (unownedBinaryPaths.length > 0) {
    const count = unownedBinaryPaths.length;
    reasons.push(
      `${count} ${count === 1 ? "program or library belongs" : "programs or libraries belong"} to no package.`,
    );
  }
  const seesOs = listing.operatingSystem !== undefined && osCount > 0;
  const seesCrates = crates.state === "read";
  return {
    verdict: reasons.length === 0 ? "full" : seesOs || seesCrates ? "partial" : "blind",
    operatingSystem:
      listing.operatingSystem === undefined
        ? { state: "unrecognised" }
        : { state: "recognised", system: listing.operatingSystem },
    osPackages: databases.length === 0 ? { state: "unknown" } : { state: "read", count: osCount },
    crates,
    unownedBinaries: { count: unownedBinaryPaths.length, paths: unownedBinaryPaths.slice(0, SHOWN_PATHS) },
    reasons,
  };
}

function toCrates(binary: CatalogedBinary | undefined): PackageCoverage["crates"] {
  if (binary === undefined) return { state: "no-binary" };
  const { crateList } = binary;
  if (crateList.state === "present") return { state: "read", count: crateList.crates.length };
  if (crateList.state === "absent") return { state: "invisible", cure: AUDITABLE_CURE };
  return { state: "unreadable", reason: crateList.reason };
}
