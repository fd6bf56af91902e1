import { describe, expect, it } from "vitest";
import { countFindings } from "./count-findings.ts";
import { findingsView } from "./filter-findings.ts";
import { countGroups, filterGroups, groupWithin, sortGroups } from "./group-across.ts";
import { judgeFindings } from "./judge-findings.ts";
import type { JudgedFinding } from "./schemas.ts";
import { BLIND, FULL, NOW, sampleFinding, sampleSuppression } from "./testing/samples.ts";
import { toAnswer } from "./to-answer.ts";

const FINDINGS: JudgedFinding[] = judgeFindings(
  [
    sampleFinding({ id: "CVE-1", packageName: "a", severity: "low" }),
    sampleFinding({ id: "CVE-1", packageName: "b", severity: "high", fixedVersion: "2", status: "fixed" }),
    sampleFinding({ id: "CVE-2", packageName: "a", severity: "critical", origin: "dockerfile" }),
    sampleFinding({
      id: "RUSTSEC-1",
      packageName: "c",
      severity: "unknown",
      origin: "crates",
      title: "Unsound",
    }),
  ],
  [sampleSuppression({ vulnerabilityId: "CVE-2" })],
  { variant: "x", now: NOW },
);

const IMAGE = { coverage: FULL, findings: FINDINGS };

const view = (input: object) => {
  const parsed = findingsView.parse(input);
  return sortGroups(filterGroups(groupWithin(IMAGE, parsed.mode), parsed)).map(({ byImage }) =>
    byImage
      .flat()
      .map(({ packageName, id }) => `${packageName} ${id}`)
      .join(", "),
  );
};

describe("countFindings", () => {
  it("counts all, fixable, different and accepted ones", () => {
    expect(countFindings(FINDINGS)).toEqual({
      total: 4,
      bySeverity: { critical: 1, high: 1, medium: 0, low: 1, unknown: 1 },
      byOrigin: { base: 2, crates: 1, dockerfile: 1, unknown: 0 },
      fixable: 1,
      fixableBySeverity: { critical: 0, high: 1, medium: 0, low: 0, unknown: 0 },
      unique: 3,
      uniqueBySeverity: { critical: 1, high: 1, medium: 0, low: 0, unknown: 1 },
      accepted: 1,
    });
  });
});

describe("countGroups", () => {
  it("counts rows of what is listed: of an id in two packages the worse severity once", () => {
    expect(countGroups(groupWithin(IMAGE, "all"))).toMatchObject({
      bySeverity: { critical: 1, high: 1, medium: 0, low: 1, unknown: 1 },
      byOrigin: { base: 2, crates: 1, dockerfile: 1, unknown: 0 },
    });
    expect(countGroups(groupWithin(IMAGE, "fixable")).byOrigin).toMatchObject({ base: 1, crates: 0 });
    expect(countGroups(groupWithin(IMAGE, "unique"))).toMatchObject({
      bySeverity: { critical: 1, high: 1, medium: 0, low: 0, unknown: 1 },
      byOrigin: { base: 1, crates: 1, dockerfile: 1, unknown: 0 },
    });
  });
});

describe("filterGroups", () => {
  it.each<[object, string[]]>([
    [{}, ["a CVE-2", "b CVE-1", "a CVE-1", "c RUSTSEC-1"]],
    [{ mode: "fixable" }, ["b CVE-1"]],
    [{ mode: "unique" }, ["a CVE-2", "a CVE-1, b CVE-1", "c RUSTSEC-1"]],
    [{ mode: "unique", severity: ["high"] }, ["a CVE-1, b CVE-1"]],
    [{ mode: "unique", severity: ["low"] }, []],
    [{ severity: ["critical", "unknown"] }, ["a CVE-2", "c RUSTSEC-1"]],
    [{ origin: ["crates"] }, ["c RUSTSEC-1"]],
    [{ accepted: "only" }, ["a CVE-2"]],
    [{ accepted: "without", severity: ["critical"] }, []],
    [{ search: " cve-1 " }, ["b CVE-1", "a CVE-1"]],
    [{ search: "UNSOUND" }, ["c RUSTSEC-1"]],
  ])("shows %j worst first", (input, expected) => {
    expect(view(input)).toEqual(expected);
  });
});

describe("toAnswer", () => {
  const database = { state: "ready" } as const;
  const stale = { code: "database-stale", message: "Old." } as const;

  it("says zero only where all was looked at", () => {
    expect(toAnswer({ coverage: FULL, database, count: 0 })).toEqual({
      kind: "count",
      value: 0,
      isLowerBound: false,
    });
  });

  it("calls a blind scan not scannable, whatever its count", () => {
    expect(toAnswer({ coverage: BLIND, database, count: 0 })).toEqual({
      kind: "not-scannable",
      reason: "No system. No crates.",
    });
  });

  it("calls findings unknown without a database, also where the image could not be read", () => {
    const coverage = { ...BLIND, reasons: [{ code: "database-missing" as const, message: "None yet." }] };
    expect(toAnswer({ coverage, database: { state: "missing" }, count: undefined })).toEqual({
      kind: "unknown",
      reason: "None yet.",
    });
  });

  it("never says zero on a stale database, and says what it found there as a lower bound", () => {
    const coverage = { ...FULL, verdict: "partial" as const, reasons: [stale] };
    expect(toAnswer({ coverage, database: { state: "stale" }, count: 0 })).toEqual({
      kind: "unknown",
      reason: "Old.",
    });
    expect(toAnswer({ coverage, database: { state: "stale" }, count: 3 })).toEqual({
      kind: "count",
      value: 3,
      isLowerBound: true,
    });
  });
});
