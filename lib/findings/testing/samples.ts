import type { ScanExport } from "../export-context.ts";
import type { Coverage, Finding, ScanPackage, Suppression } from "../schemas.ts";

export const NOW = new Date("2026-11-22T12:00:00Z");

export function sampleFinding(rest: Partial<Finding> = {}): Finding {
  return {
    id: "CVE-2026-1",
    aliases: [],
    packageName: "libc6",
    packageType: "debian",
    installedVersion: "2.41-12",
    severity: "low",
    status: "affected",
    title: "a flaw",
    origin: "base",
    ...rest,
  };
}

export function samplePackage(rest: Partial<ScanPackage> = {}): ScanPackage {
  return { name: "libc6", version: "2.41-12", type: "debian", licenses: [], origin: "base", ...rest };
}

export function sampleSuppression(rest: Partial<Suppression> = {}): Suppression {
  return {
    id: "s1",
    vulnerabilityId: "CVE-2026-1",
    reason: "not reachable",
    author: "Ada",
    source: "typed",
    createdAt: "2026-11-01T00:00:00Z",
    ...rest,
  };
}

export const FULL: Coverage = {
  verdict: "full",
  os: { family: "debian", release: "13.7", endOfLife: false, packages: 12, lookedUp: true },
  crates: { expected: true, readable: true, packages: 80, binaries: ["usr/local/bin/svc"], lookedUp: true },
  reasons: [],
};

export const BLIND: Coverage = {
  verdict: "blind",
  os: { endOfLife: false, packages: 0, lookedUp: false },
  crates: { expected: true, readable: false, packages: 0, binaries: [], lookedUp: false },
  reasons: [
    { code: "os-not-recognised", message: "No system." },
    { code: "crates-invisible", message: "No crates.", cure: "Build with cargo-auditable." },
  ],
};

export function sampleScan(rest: Partial<ScanExport> = {}): ScanExport {
  return {
    image: {
      imageId: `sha256:${"a".repeat(64)}`,
      service: "whoami",
      variant: "distroless-cc",
      platform: "linux/amd64",
    },
    scanner: { name: "Trivy", version: "0.74.0" },
    database: { state: "ready", updatedAt: "2026-11-22T00:00:00Z", fingerprint: "f" },
    scannedAt: "2026-11-22T12:00:00Z",
    coverage: FULL,
    packages: [samplePackage()],
    findings: [sampleFinding()],
    ...rest,
  };
}
