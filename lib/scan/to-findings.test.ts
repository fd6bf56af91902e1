import { describe, expect, it } from "vitest";
import { toFindings, toPackages } from "./to-findings.ts";
import { parseTrivyReport } from "./trivy-report.ts";

const BASE = "sha256:base";
const OWN = "sha256:own";

function reportOf(result: object) {
  return parseTrivyReport(JSON.stringify({ SchemaVersion: 2, Results: [result] }));
}
const debian = (entries: object) =>
  reportOf({ Target: "x (debian 13.7)", Class: "os-pkgs", Type: "debian", ...entries });
const rust = (entries: object) =>
  reportOf({ Target: "usr/local/bin/svc", Class: "lang-pkgs", Type: "rustbinary", ...entries });
const flaw = (rest: object = {}) => ({ VulnerabilityID: "CVE-2026-1", PkgName: "a", ...rest });

describe("toFindings", () => {
  it("keeps what Trivy says, in one shape", () => {
    const report = rust({
      Vulnerabilities: [
        flaw({
          VendorIDs: ["RUSTSEC-2026-0001", "CVE-2026-1"],
          PkgIdentifier: { PURL: "pkg:cargo/a@0.1.0" },
          InstalledVersion: "0.1.0",
          FixedVersion: "0.1.2, 0.2.0",
          Status: "fixed",
          Severity: "HIGH",
          SeveritySource: "ghsa",
          Title: "a flaw",
          PrimaryURL: "https://example.org/CVE-2026-1",
          Layer: { DiffID: OWN },
        }),
      ],
    });
    expect(toFindings(report, new Set([BASE]))).toEqual([
      {
        id: "CVE-2026-1",
        aliases: ["RUSTSEC-2026-0001"],
        packageName: "a",
        packageType: "rustbinary",
        purl: "pkg:cargo/a@0.1.0",
        installedVersion: "0.1.0",
        fixedVersion: "0.1.2, 0.2.0",
        severity: "high",
        severitySource: "ghsa",
        status: "fixed",
        title: "a flaw",
        url: "https://example.org/CVE-2026-1",
        origin: "crates",
        layerDiffId: OWN,
        path: "usr/local/bin/svc",
      },
    ]);
  });

  it("calls a word unknown that it does not know", () => {
    const [finding] = toFindings(
      debian({ Vulnerabilities: [flaw({ Severity: "EXTREME", Status: "brand_new" })] }),
      new Set(),
    );
    expect(finding).toMatchObject({ severity: "unknown", status: "unknown" });
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.org",
    "https://",
    `https://e.org/${"x".repeat(3000)}`,
  ])("drops the address %.40s", (PrimaryURL) => {
    const [finding] = toFindings(debian({ Vulnerabilities: [flaw({ PrimaryURL })] }), new Set());
    expect(finding).not.toHaveProperty("url");
  });

  it.each([
    ["base", debian, { DiffID: BASE }],
    ["dockerfile", debian, { DiffID: OWN }],
    ["unknown", debian, undefined],
    ["crates", rust, { DiffID: OWN }],
    ["crates", rust, undefined],
    ["base", rust, { DiffID: BASE }],
  ] as const)("finds the origin %s", (origin, build, Layer) => {
    const report = build({ Vulnerabilities: [flaw({ Layer })], Packages: [{ Name: "a", Layer }] });
    expect(toFindings(report, new Set([BASE]))[0]?.origin).toBe(origin);
    expect(toPackages(report, new Set([BASE]))[0]?.origin).toBe(origin);
  });
});

describe("toPackages", () => {
  it("writes versions as the package manager does", () => {
    const report = debian({
      Packages: [
        { Name: "a", Version: "1.2", Release: "3", Epoch: 1 },
        { Name: "b", Version: "1.2" },
        { Name: "c" },
      ],
    });
    expect(toPackages(report, new Set()).map((entry) => entry.version)).toEqual(["1:1.2-3", "1.2", ""]);
  });
});
