import { describe, expect, it } from "vitest";
import { toFindings } from "./to-findings.ts";
import { parseTrivyReport } from "./trivy-report.ts";

const report = (rest: object) => JSON.stringify({ SchemaVersion: 2, ...rest });
const result = (rest: object) =>
  report({ Results: [{ Target: "usr/bin/svc", Class: "lang-pkgs", Type: "rustbinary", ...rest }] });

describe("parseTrivyReport", () => {
  it("reads an answer without results as one that saw nothing", () => {
    expect(parseTrivyReport(report({ Metadata: {} }))).toEqual({ os: undefined, results: [], unreadable: 0 });
    expect(parseTrivyReport(report({ Metadata: { OS: { Family: "none", Name: "" } } })).os).toBeUndefined();
  });

  it.each([
    ["", "empty"],
    ['{"SchemaVersion":2,"Results":[{"Tar', "cut short"],
    ["<html>", "no JSON"],
    ["[]", "no Trivy report"],
    ["null", "no Trivy report"],
    ['{"SchemaVersion":3}', "format 3"],
    ['{"SchemaVersion":2,"Results":{}}', "no Trivy report"],
  ])("refuses %j", (text, why) => {
    const words = why === "no Trivy report" ? /is not a Trivy report/ : new RegExp(why);
    expect(() => parseTrivyReport(text)).toThrow(expect.objectContaining({ code: "scan-failed" }));
    expect(() => parseTrivyReport(text)).toThrow(words);
  });

  it("refuses a number of entries that no image has", () => {
    const Results = Array.from({ length: 20_001 }, () => ({}));
    expect(() => parseTrivyReport(report({ Results }))).toThrow(/20001 results/);
  });

  it("refuses nesting without end, and keeps the first words of endless lists", () => {
    const deep = `{"VulnerabilityID":"C","PkgName":"p","Surprise":${"[".repeat(1_000_000)}`;
    expect(() => parseTrivyReport(`{"SchemaVersion":2,"Results":[${deep}`)).toThrow(/too large/);
    const many = Array.from({ length: 10_000 }, (_, at) => `X-${at}`);
    const parsed = parseTrivyReport(
      result({
        Vulnerabilities: [{ VulnerabilityID: "CVE-2026-1", PkgName: "a", VendorIDs: many }],
        Packages: [{ Name: "a", Licenses: many }],
      }),
    );
    expect(parsed.results[0]?.vulnerabilities[0]?.VendorIDs).toEqual(many.slice(0, 100));
    expect(parsed.results[0]?.packages[0]?.Licenses).toHaveLength(100);
  });

  it("takes the language's own names for text", () => {
    const own = { VulnerabilityID: "__proto__", PkgName: "constructor", Severity: "__proto__" };
    const parsed = parseTrivyReport(
      `{"__proto__":{"Results":[]},"SchemaVersion":2,"Results":[{"Target":"a","Class":"__proto__","Vulnerabilities":[${JSON.stringify(own).replace("{", '{"__proto__":{"Title":"inherited"},')}]}]}`,
    );
    expect(parsed.results[0]?.vulnerabilities).toEqual([own]);
    expect(toFindings(parsed, new Set())[0]).toMatchObject({
      id: "__proto__",
      severity: "unknown",
      title: "",
    });
  });

  it("passes over fields and values it does not know", () => {
    const parsed = parseTrivyReport(
      result({
        Surprise: { deep: [1] },
        Vulnerabilities: [
          {
            VulnerabilityID: "CVE-2026-1",
            PkgName: "a",
            Status: "brand_new",
            Severity: "EXTREME",
            VendorIDs: "no list",
            Layer: 7,
            Unheard: {},
          },
        ],
      }),
    );
    expect(parsed.unreadable).toBe(0);
    expect(parsed.results[0]?.vulnerabilities[0]).toMatchObject({
      VulnerabilityID: "CVE-2026-1",
      Status: "brand_new",
      VendorIDs: undefined,
      Layer: undefined,
    });
  });

  it("counts entries that it cannot read, and never drops them in silence", () => {
    const parsed = parseTrivyReport(
      result({
        Packages: [{ Name: "a", Version: "1" }, { Version: "1" }, null],
        Vulnerabilities: [{ VulnerabilityID: "CVE-2026-1" }, { VulnerabilityID: "", PkgName: "a" }, "x"],
      }),
    );
    expect(parsed.results[0]?.packages).toHaveLength(1);
    expect(parsed.results[0]?.vulnerabilities).toHaveLength(0);
    expect(parsed.unreadable).toBe(5);
  });

  it("makes one bounded line of whatever a title holds", () => {
    const Title = `\u001b[31mred\u0000 <img src=x onerror=alert(1)>\nsecond\u202e line \ud800 ${"x".repeat(9000)}`;
    const parsed = parseTrivyReport(
      result({ Vulnerabilities: [{ VulnerabilityID: "CVE-2026-1", PkgName: "a", Title }] }),
    );
    const title = parsed.results[0]?.vulnerabilities[0]?.Title ?? "";
    expect(title).toMatch(/^\[31mred <img src=x onerror=alert\(1\)> second line \ufffd x+…$/);
    expect(title).toHaveLength(500);
  });
});
