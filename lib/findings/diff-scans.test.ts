import { describe, expect, it } from "vitest";
import { diffScans, type ScanForDiff } from "./diff-scans.ts";
import type { Finding } from "./schemas.ts";
import { sampleFinding, samplePackage } from "./testing/samples.ts";

const OLD_DATA = {
  database: { state: "ready", updatedAt: "2026-11-01T00:00:00Z", fingerprint: "1" },
} as const;
const NEW_DATA = {
  database: { state: "ready", updatedAt: "2026-11-22T00:00:00Z", fingerprint: "2" },
} as const;

function scan(rest: Partial<ScanForDiff> = {}): ScanForDiff {
  return {
    imageId: "sha256:a",
    scanner: { version: "0.74.0" },
    packages: [samplePackage()],
    findings: [],
    ...OLD_DATA,
    ...rest,
  };
}
const having = (...findings: Partial<Finding>[]) => ({ findings: findings.map(sampleFinding) });
const appeared = (before: ScanForDiff, after: ScanForDiff) =>
  diffScans(before, after).appeared.map(({ finding, causes }) => [finding.id, causes]);
const gone = (before: ScanForDiff, after: ScanForDiff) =>
  diffScans(before, after).gone.map(({ finding, causes }) => [finding.id, causes]);

describe("diffScans", () => {
  it("names the database where one image was scanned again with newer data", () => {
    const [before, after] = [
      scan(having({ id: "CVE-1" })),
      scan({ ...having({ id: "CVE-2" }), ...NEW_DATA }),
    ];
    expect(appeared(before, after)).toEqual([["CVE-2", ["database"]]]);
    expect(gone(before, after)).toEqual([["CVE-1", ["database"]]]);
  });

  it("names the scanner where only that changed, and both where both did", () => {
    const scanner = { version: "0.75.0" };
    expect(appeared(scan(), scan({ ...having({}), scanner }))).toEqual([["CVE-2026-1", ["scanner"]]]);
    expect(appeared(scan(), scan({ ...having({}), scanner, ...NEW_DATA }))).toEqual([
      ["CVE-2026-1", ["database", "scanner"]],
    ]);
  });

  it("names the image where the package came or went with it, whatever else changed", () => {
    const other = { imageId: "sha256:b", ...NEW_DATA };
    const without = scan({ ...other, packages: [] });
    expect(gone(scan(having({})), without)).toEqual([["CVE-2026-1", ["image"]]]);
    expect(appeared(scan({ packages: [] }), scan({ ...other, ...having({}) }))).toEqual([
      ["CVE-2026-1", ["image"]],
    ]);
  });

  it("does not blame the image where the other one holds the very same package", () => {
    const other = { imageId: "sha256:b" };
    expect(appeared(scan(), scan({ ...other, ...having({}), ...NEW_DATA }))).toEqual([
      ["CVE-2026-1", ["database"]],
    ]);
    expect(appeared(scan(), scan({ ...other, ...having({}) }))).toEqual([["CVE-2026-1", ["image"]]]);
  });

  it("names each that could be it where the package has another version", () => {
    const packages = [samplePackage({ version: "2.41-13" })];
    const rebuilt = { imageId: "sha256:b", packages };
    expect(gone(scan(having({})), scan(rebuilt))).toEqual([["CVE-2026-1", ["image"]]]);
    expect(gone(scan(having({})), scan({ ...rebuilt, ...NEW_DATA }))).toEqual([
      ["CVE-2026-1", ["image", "database"]],
    ]);
  });

  it("takes a finding for the same in spite of another version, and tells what was said of it", () => {
    const before = scan(having({ severity: "low" }));
    const after = scan({
      imageId: "sha256:b",
      ...having({ severity: "high", installedVersion: "2.41-13", fixedVersion: "3", status: "fixed" }),
    });
    expect(diffScans(before, after)).toEqual({
      appeared: [],
      gone: [],
      unchanged: [{ finding: after.findings[0], was: { severity: "low", status: "affected" } }],
    });
  });

  it("keeps apart one flaw in two files, and two of one name in one file", () => {
    const before = scan(having({ path: "a" }, { path: "b" }, { path: "b" }));
    const after = scan({ ...having({ path: "b" }), ...NEW_DATA });
    const diff = diffScans(before, after);
    expect(diff.unchanged).toHaveLength(1);
    expect(diff.gone.map(({ finding }) => finding.path)).toEqual(["a", "b"]);
  });

  it("finds nothing between a scan and itself", () => {
    const same = scan(having({ id: "CVE-1" }, { id: "CVE-2" }));
    expect(diffScans(same, same)).toMatchObject({ appeared: [], gone: [] });
    expect(diffScans(same, same).unchanged).toHaveLength(2);
  });
});
