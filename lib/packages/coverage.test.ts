import { expect, it } from "vitest";
import { toPackageCoverage } from "./coverage.ts";
import type { CatalogedBinary, PackageListing } from "./find-packages.ts";

const debian: PackageListing = {
  operatingSystem: {
    id: "debian",
    name: "Debian",
    prettyName: "Debian 13",
    idLike: [],
    foundIn: "etc/os-release",
  },
  packages: [],
  sources: [{ cataloger: "dpkg", path: "var/lib/dpkg/status", state: "read", packages: 80 }],
};
const nothing: PackageListing = { packages: [], sources: [] };
const binary = (crateList: CatalogedBinary["crateList"]): CatalogedBinary => ({
  path: "app",
  layerIndex: 1,
  crateList,
});
const readable = binary({ state: "present", crates: [] });
const plain = binary({ state: "absent" });

it.each([
  ["full", debian, readable, []],
  ["partial", debian, plain, []],
  ["partial", debian, readable, ["opt/tool"]],
  ["partial", nothing, readable, []],
  ["blind", nothing, plain, []],
  ["blind", nothing, undefined, []],
  ["blind", { ...debian, operatingSystem: undefined }, plain, []],
])("is %s", (verdict, listing, serviceBinary, unowned) => {
  const { operatingSystem, ...rest } = listing;
  const coverage = toPackageCoverage({
    listing: operatingSystem === undefined ? rest : { ...rest, operatingSystem },
    serviceBinary,
    unownedBinaryPaths: unowned,
  });
  expect(coverage.verdict).toBe(verdict);
  expect(coverage.reasons.length === 0).toBe(verdict === "full");
});

it("says unknown where there is no database, not zero", () => {
  const coverage = toPackageCoverage({ listing: nothing, serviceBinary: plain, unownedBinaryPaths: [] });
  expect(coverage.osPackages).toEqual({ state: "unknown" });
  expect(coverage.crates.state).toBe("invisible");
});
