import { describe, expect, it } from "vitest";
import { toPackageCoverage } from "./coverage.ts";
import { findPackages } from "./find-packages.ts";
import { makeSbomValidator } from "./testing/sbom-validator.ts";
import { type SbomInput, toSbom } from "./to-sbom.ts";

const crate = (name: string, dependencies: number[], root = false) => ({
  name,
  version: "1.0.0",
  source: root ? "local" : "crates.io",
  kind: "runtime",
  dependencies,
  root,
});

function sbomInput(isEmpty: boolean): SbomInput {
  const one = (path: string, text: string) => ({ path, versions: [{ layerIndex: 0, text }] });
  const status = [
    "Package: libc6\nVersion: 1:2.41-12+deb13u4\nArchitecture: amd64\nSource: glibc (2.41)\nInstalled-Size: 5\nDescription: <b>C</b> \u0001 library",
    "Package: perl-base\nVersion: 5",
    "Package: odd\nVersion: 1",
  ].join("\n\n");
  const serviceBinary = {
    path: "service",
    layerIndex: 1,
    crateList: { state: "present" as const, crates: [crate("serde", []), crate("whoami", [0], true)] },
  };
  const licences = new Map([
    ["libc6", ["LGPL-2.1+", "GPL-2", "Expat", "something of our own"]],
    ["perl-base", ["GPL-1.0-or-later OR Artistic-1.0-Perl"]],
    ["odd", ["(MIT OR Nonsense-9) AND", ""]],
  ]);
  const listing = findPackages({
    texts: isEmpty
      ? []
      : [one("etc/os-release", "ID=debian\nVERSION_ID=13\n"), one("var/lib/dpkg/status", status)],
    binaries: isEmpty ? [] : [serviceBinary],
    findLicences: (name) => licences.get(name),
  });
  return {
    imageId: `sha256:${"a".repeat(64)}`,
    name: "whoami:debian-slim",
    createdAt: new Date("2026-11-22T02:41:00Z"),
    listing,
    coverage: toPackageCoverage({
      listing,
      serviceBinary: isEmpty ? undefined : serviceBinary,
      unownedBinaryPaths: [],
    }),
    ...(!isEmpty && { binary: { path: "/service", sha256: "b".repeat(64) } }),
    diffIds: ["sha256:0", "sha256:1"],
  };
}

describe("toSbom", () => {
  const validate = makeSbomValidator();
  const parse = (input: SbomInput) => JSON.parse(toSbom(input));

  it.each([false, true])("is valid by the schema of CycloneDX 1.6 (empty: %s)", (isEmpty) => {
    expect(validate(parse(sbomInput(isEmpty))) || validate.errors).toBe(true);
    expect(validate({ ...parse(sbomInput(isEmpty)), components: [{ name: "x" }] })).toBe(false);
  });

  it("gives the same bytes for the same image", () => {
    expect(toSbom(sbomInput(false))).toBe(toSbom(sbomInput(false)));
  });

  it("has the system, packages, binary and crates, and who needs whom", () => {
    const bom = parse(sbomInput(false));
    const names = bom.components.map((each: { type: string; name: string }) => `${each.type} ${each.name}`);
    expect(names.sort()).toEqual([
      "application whoami",
      "file /service",
      "library libc6",
      "library odd",
      "library perl-base",
      "library serde",
      "operating-system debian",
    ]);
    const needs = new Map(
      bom.dependencies.map((each: { ref: string; dependsOn?: string[] }) => [each.ref, each.dependsOn ?? []]),
    );
    expect(needs.get("file:/service")).toEqual(["pkg:cargo/whoami@1.0.0"]);
    expect(needs.get("pkg:cargo/whoami@1.0.0")).toEqual(["pkg:cargo/serde@1.0.0"]);
    expect(needs.get(sbomInput(false).imageId)).toContain("file:/service");
  });

  it("names licences by SPDX where they are known, and as they are where not", () => {
    const bom = parse(sbomInput(false));
    const of = (name: string) => bom.components.find((each: { name: string }) => each.name === name).licenses;
    expect(of("libc6")).toEqual([
      { license: { name: "something of our own" } },
      { license: { id: "GPL-2.0-only" } },
      { license: { id: "LGPL-2.1-or-later" } },
      { license: { id: "MIT" } },
    ]);
    expect(of("perl-base")).toEqual([{ expression: "GPL-1.0-or-later OR Artistic-1.0-Perl" }]);
    expect(of("odd")).toEqual([{ license: { name: "(MIT OR Nonsense-9) AND" } }]);
    expect(of("serde")).toBeUndefined();
  });

  it("says what could not be seen", () => {
    const properties = parse(sbomInput(true)).metadata.properties;
    expect(properties).toContainEqual({ name: "image-diet:coverage", value: "blind" });
    expect(properties.length).toBeGreaterThan(2);
  });
});
