import { describe, expect, it } from "vitest";
import { judgeFindings } from "./judge-findings.ts";
import type { Finding, Suppression } from "./schemas.ts";
import { NOW, sampleFinding, sampleSuppression } from "./testing/samples.ts";

function judge(finding: Partial<Finding>, ...suppressions: Partial<Suppression>[]) {
  const image = { variant: "distroless-cc", now: NOW };
  return judgeFindings([sampleFinding(finding)], suppressions.map(sampleSuppression), image)[0]?.acceptance;
}

describe("judgeFindings", () => {
  it("keeps every finding, accepted or not", () => {
    const findings = [sampleFinding(), sampleFinding({ id: "CVE-2026-2" })];
    const judged = judgeFindings(findings, [sampleSuppression()], { variant: "scratch", now: NOW });
    expect(judged).toHaveLength(2);
    expect(judged[0]?.acceptance).toMatchObject({
      state: "accepted",
      reason: "not reachable",
      author: "Ada",
    });
    expect(judged[1]).not.toHaveProperty("acceptance");
  });

  it("brings a finding back the moment its acceptance expires, and says that it had one", () => {
    expect(judge({}, { expiresAt: "2026-11-22T12:00:00.001Z" })?.state).toBe("accepted");
    expect(judge({}, { expiresAt: "2026-11-22T12:00:00Z" })).toMatchObject({
      state: "expired",
      expiresAt: "2026-11-22T12:00:00Z",
    });
  });

  it("prefers one that holds over a newer one that has run out, and the newest of each", () => {
    const expired = { id: "new", createdAt: "2026-11-20T00:00:00Z", expiresAt: "2026-11-21T00:00:00Z" };
    expect(judge({}, { id: "old" }, expired)).toMatchObject({ id: "old", state: "accepted" });
    expect(judge({}, { id: "old" }, { id: "new", createdAt: "2026-11-02T00:00:00Z" })?.id).toBe("new");
    expect(judge({}, { ...expired, id: "older", createdAt: "2026-11-02T00:00:00Z" }, expired)?.id).toBe(
      "new",
    );
  });

  it.each<[string, Partial<Finding>, Partial<Suppression>, boolean]>([
    ["an id in another case", {}, { vulnerabilityId: "cve-2026-1" }, true],
    ["an alias", { id: "CVE-9", aliases: ["RUSTSEC-2026-1"] }, { vulnerabilityId: "RUSTSEC-2026-1" }, true],
    ["its package", {}, { packageName: "libc6" }, true],
    ["another package", {}, { packageName: "libc" }, false],
    ["its variant", {}, { variant: "distroless-cc" }, true],
    ["another variant", {}, { variant: "scratch" }, false],
    ["a purl without version", { purl: "pkg:cargo/a@1.2.3" }, { purl: "pkg:cargo/a" }, true],
    ["its purl", { purl: "pkg:deb/debian/a@1%2B2?arch=amd64" }, { purl: "pkg:deb/debian/a@1+2" }, true],
    ["a purl of another version", { purl: "pkg:cargo/a@1.2.3" }, { purl: "pkg:cargo/a@1.2.4" }, false],
    ["a purl of another type", { purl: "pkg:cargo/a@1" }, { purl: "pkg:npm/a@1" }, false],
    ["a purl whose name is longer", { purl: "pkg:cargo/ab@1" }, { purl: "pkg:cargo/a" }, false],
    ["a purl where the finding has none", {}, { purl: "pkg:cargo/a" }, false],
    ["a qualifier that differs", { purl: "pkg:deb/a@1?arch=arm64" }, { purl: "pkg:deb/a?arch=amd64" }, false],
    ["its file", { path: "usr/local/bin/svc" }, { path: "/usr/local/bin/svc" }, true],
    ["a file pattern", { path: "usr/local/bin/svc" }, { path: "usr/**/sv?" }, true],
    ["a pattern that stops at folders", { path: "usr/local/bin/svc" }, { path: "usr/*/svc" }, false],
    ["a file where the finding has none", {}, { path: "**" }, false],
  ])("compares %s", (_name, finding, suppression, isAccepted) => {
    expect(judge(finding, suppression)?.state).toBe(isAccepted ? "accepted" : undefined);
  });

  it("takes a hostile pattern in its stride", () => {
    const path = `${"a/".repeat(500)}${"a".repeat(500)}`;
    expect(judge({ path }, { path: `${"**/a*a*a*a*a*/".repeat(40)}b` })).toBeUndefined();
  });
});
