import { describe, expect, it } from "vitest";
import type { DatabaseState } from "./database.ts";
import { type CoverageQuestion, toCoverage } from "./to-coverage.ts";
import { parseTrivyReport } from "./trivy-report.ts";

const READY: DatabaseState = {
  state: "ready",
  cacheDirectory: "/c",
  updatedAt: new Date("2026-11-22T00:00:00Z"),
  nextUpdateAt: undefined,
  fingerprint: "f",
  buckets: new Set(["debian 13", "alpine 3.24", "cargo::RustSec Advisory Database"]),
};
const DEBIAN = { Family: "debian", Name: "13.7" };
const packages = (count: number) => Array.from({ length: count }, (_, index) => ({ Name: `p${index}` }));
const system = (count: number) => ({
  Target: "x",
  Class: "os-pkgs",
  Type: "debian",
  Packages: packages(count),
});
const binary = (count: number, Target = "usr/local/bin/svc") => ({
  Target,
  Class: "lang-pkgs",
  Type: "rustbinary",
  Packages: packages(count),
});

function cover(
  report: { os?: object; results?: unknown[] },
  options: { database?: DatabaseState } & Partial<CoverageQuestion> = {},
) {
  const { database = READY, ...question } = options;
  const parsed = parseTrivyReport(
    JSON.stringify({ SchemaVersion: 2, Metadata: { OS: report.os ?? null }, Results: report.results }),
  );
  const coverage = toCoverage(parsed, database, { expectsCrates: true, ...question });
  return { ...coverage, codes: coverage.reasons.map((reason) => reason.code) };
}

describe("toCoverage", () => {
  it("is full where packages and crates were read and looked up", () => {
    const seen = cover(
      { os: DEBIAN, results: [system(12), binary(80)] },
      { binaryPath: "/usr/local/bin/svc" },
    );
    expect(seen).toMatchObject({
      verdict: "full",
      os: { family: "debian", release: "13.7", packages: 12, lookedUp: true },
      crates: { readable: true, packages: 80, binaries: ["usr/local/bin/svc"], lookedUp: true },
      reasons: [],
    });
  });

  it("counts what no package owns, and is partial where programs are among it that say no crates", () => {
    const report = { os: DEBIAN, results: [system(12), binary(80)] };
    const owned = cover(report, { unowned: { count: 18, of: 804, programs: ["usr/local/bin/svc"] } });
    expect(owned).toMatchObject({ verdict: "full", unownedFiles: 18, files: 804, reasons: [] });
    const programs = ["bin/busybox", "lib/ld-musl.so.1", "opt/a", "opt/b"];
    const stray = cover(report, { unowned: { count: 18, of: 804, programs } });
    expect(stray).toMatchObject({ verdict: "partial", codes: ["files-unowned"] });
    expect(stray.reasons[0]?.message).toContain("(bin/busybox, lib/ld-musl.so.1, opt/a and 1 more)");
  });

  it("is blind on scratch without readable crates, partial with them", () => {
    expect(cover({})).toMatchObject({ verdict: "blind", codes: ["os-not-recognised", "crates-invisible"] });
    expect(cover({ results: [binary(80)] })).toMatchObject({
      verdict: "partial",
      codes: ["os-not-recognised"],
    });
  });

  it("is partial where the binary's crates cannot be read, and names the cure", () => {
    const seen = cover({ os: DEBIAN, results: [system(12)] });
    expect(seen).toMatchObject({ verdict: "partial", codes: ["crates-invisible"] });
    expect(seen.reasons[0]?.cure).toContain("cargo-auditable");
    expect(cover({ os: DEBIAN, results: [system(12)] }, { expectsCrates: false }).verdict).toBe("full");
  });

  it("does not take another binary's crates for the service's", () => {
    const seen = cover(
      { os: DEBIAN, results: [system(12), binary(3, "usr/bin/other")] },
      { binaryPath: "/usr/local/bin/svc" },
    );
    expect(seen).toMatchObject({
      verdict: "partial",
      codes: ["crates-invisible"],
      crates: { readable: false },
    });
  });

  it("is blind where an operating system is recognised and no package of it is read", () => {
    const seen = cover({ os: { Family: "alpine", Name: "3.24.1" }, results: [] });
    expect(seen).toMatchObject({
      verdict: "blind",
      codes: ["os-packages-unreadable", "crates-invisible"],
      os: { lookedUp: false },
    });
  });

  it("is not full for a release that the database knows nothing about, whatever the exit status", () => {
    const seen = cover({ os: { Family: "debian", Name: "14.0" }, results: [system(12), binary(80)] });
    expect(seen).toMatchObject({
      verdict: "partial",
      codes: ["os-not-in-database"],
      os: { packages: 12, lookedUp: false },
    });
  });

  it.each([
    ["alpine", "3.24.1", true],
    ["alpine", "3.23.4", false],
    ["debian", "13", true],
    ["debian", "130", false],
    ["plan9", "4", false],
  ])("looks %s %s up under its family's way to cut releases: %s", (Family, Name, lookedUp) => {
    expect(cover({ os: { Family, Name }, results: [system(1)] }).os.lookedUp).toBe(lookedUp);
  });

  it("says that a release gets no updates any more", () => {
    const seen = cover({ os: { ...DEBIAN, EOSL: true }, results: [system(12), binary(80)] });
    expect(seen).toMatchObject({ verdict: "partial", codes: ["os-end-of-life"] });
  });

  it("is blind without a database and partial with a stale one", () => {
    const report = { os: DEBIAN, results: [system(12), binary(80)] };
    for (const state of ["missing", "corrupt"] as const) {
      const seen = cover(report, { database: { state, cacheDirectory: "/c", reason: "r", cure: "c" } });
      expect(seen).toMatchObject({ verdict: "blind", codes: [`database-${state}`], os: { packages: 12 } });
    }
    const stale = cover(report, { database: { ...READY, state: "stale", reason: "r", cure: "c" } });
    expect(stale).toMatchObject({ verdict: "partial", codes: ["database-stale"] });
  });

  it("says where the database knows no crates, and where entries could not be read", () => {
    const database = { ...READY, buckets: new Set(["debian 13"]) };
    const seen = cover({ os: DEBIAN, results: [system(12), binary(80), {}] }, { database });
    expect(seen).toMatchObject({
      verdict: "partial",
      codes: ["crates-not-in-database", "entries-unreadable"],
    });
  });
});
