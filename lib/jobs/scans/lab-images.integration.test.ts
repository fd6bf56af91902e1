import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { buildLab, resolveBaseArguments } from "../../bases/testing/lab-build.ts";
import { findTestEngine } from "../../engine/testing/test-engine.ts";
import { getFindings } from "../../findings/get-findings.ts";
import type { JudgedFinding } from "../../findings/schemas.ts";
import { GOING } from "../../job-status.ts";
import { startRun } from "../../runs/start-run.ts";
import { importDatabase } from "../../scan/import-database.ts";
import { runTrivy } from "../../scan/run-trivy.ts";
import { scanImage } from "../../scan/scan-image.ts";
import { DATABASE_ARCHIVE } from "../../scan/testing/real-database.ts";
import { findRealTrivy } from "../../scan/testing/real-trivy.ts";
import { requestScans } from "../../scans/request-scan.ts";
import { summariseScans } from "../../scans/summarise-scans.ts";
import { DEFAULT_VARIANT_IDS } from "../../variants/variants.ts";
import { jobsDatabase } from "../testing/jobs-database.ts";
import { BASES_TIMEOUT_MS, startTestWorker, untilEnd } from "../testing/test-worker.ts";

const database = await jobsDatabase();
const { engine, reason: noEngine } = await findTestEngine();
const { trivy, reason: noTrivy } = await findRealTrivy();
const folder = mkdtempSync(join(tmpdir(), "image-diet-lab-scans-"));
const cache = join(folder, "cache");
const tags: string[] = [];

afterAll(async () => {
  for (const tag of tags) await engine?.removeImage(tag);
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((context) => {
  context.skip(!database, "DATABASE_URL is not set");
  context.skip(!engine, noEngine);
  context.skip(!trivy, noTrivy);
});
beforeAll(() => importDatabase(DATABASE_ARCHIVE, cache));

const answer = z.object({
  Metadata: z.object({ OS: z.object({ Family: z.string(), Name: z.string() }).optional() }),
  Results: z
    .array(
      z.object({
        Class: z.string(),
        Target: z.string(),
        Packages: z.array(z.unknown()).optional(),
        Vulnerabilities: z
          .array(
            z.object({
              VulnerabilityID: z.string(),
              PkgName: z.string(),
              PkgPath: z.string().optional(),
              PkgIdentifier: z.object({ PURL: z.string() }),
              InstalledVersion: z.string(),
              FixedVersion: z.string().optional(),
              Severity: z.string(),
              Status: z.string(),
              Title: z.string().optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});
type Answer = z.infer<typeof answer>;

/** What Trivy says of an exported image when it is called by hand. */
async function askByHand(archive: string): Promise<Answer> {
  const said = await runTrivy({
    program: trivy?.program ?? "",
    arguments: [
      ...["image", "--input", archive, "--cache-dir", cache, "--cache-backend", "memory", "--format", "json"],
      ...[
        "--list-all-pkgs",
        "--scanners",
        "vuln",
        "--skip-db-update",
        "--skip-java-db-update",
        "--offline-scan",
      ],
    ],
    directory: folder,
    timeoutMs: 120_000,
    maxOutputBytes: 64 * 1024 * 1024,
    signal: new AbortController().signal,
  });
  return answer.parse(JSON.parse(said.output));
}

async function exportImage(imageId: string): Promise<string> {
  if (!engine) throw new Error(noEngine);
  const path = join(folder, `${imageId.slice(7, 19)}.tar`);
  await writeFile(path, await engine.exportImage(imageId));
  return path;
}

const linesOfTrivy = ({ Results = [] }: Answer) =>
  Results.flatMap(({ Vulnerabilities = [] }) =>
    Vulnerabilities.map((one) =>
      [
        ...[one.VulnerabilityID, one.PkgName, one.PkgIdentifier.PURL, one.InstalledVersion],
        ...[
          one.FixedVersion ?? "",
          one.Severity.toLowerCase(),
          one.Status,
          (one.Title ?? "").replace(/\s+/g, " "),
        ],
      ].join(" | "),
    ),
  ).sort();

const linesOfOurs = (findings: readonly JudgedFinding[]) =>
  findings
    .map((one) =>
      [
        ...[one.id, one.packageName, one.purl ?? "", one.installedVersion],
        ...[one.fixedVersion ?? "", one.severity, one.status, one.title],
      ].join(" | "),
    )
    .sort();

describe("the five lab images, really built and really scanned", () => {
  it(
    "say what Trivy says when it is called by hand, finding by finding",
    async () => {
      if (!database) return;
      const { db } = database;
      const settings = { TRIVY: trivy?.program ?? "", TRIVY_CACHE_DIR: cache, TRIVY_SKIP_DB_UPDATE: "true" };
      await startTestWorker(db, { settings });
      const { run } = await startRun({ service: "tiny", variants: [...DEFAULT_VARIANT_IDS] }, db);
      const ended = await untilEnd(db, run.id);
      expect(ended.builds.map(({ error }) => error)).toEqual(ended.builds.map(() => undefined));
      const imageIds = ended.builds.flatMap(({ imageId }) => imageId ?? []);
      expect(imageIds).toHaveLength(5);
      const scans = await vi.waitFor(
        async () => {
          const all = await summariseScans(imageIds, { database: db });
          expect([...all.values()].map(({ latest }) => latest === undefined)).toEqual(
            imageIds.map(() => false),
          );
          return all;
        },
        { timeout: 120_000, interval: 300 },
      );
      const totals: Record<string, number> = {};
      const byHand = new Map<string, string[]>();
      for (const { variant, imageId = "" } of ended.builds) {
        const said = await askByHand(await exportImage(imageId));
        const ours = await getFindings({ imageId, limit: 1000 }, { database: db });
        byHand.set(imageId, linesOfTrivy(said));
        expect(linesOfOurs(ours.findings)).toEqual(byHand.get(imageId));
        totals[variant] = ours.findings.length;
        const coverage = scans.get(imageId)?.latest?.coverage;
        const count = (kind: string) =>
          (said.Results ?? []).reduce(
            (sum, one) => sum + (one.Class === kind ? (one.Packages ?? []).length : 0),
            0,
          );
        expect(coverage).toMatchObject({
          os: { packages: count("os-pkgs") },
          crates: { readable: true, packages: count("lang-pkgs"), binaries: ["service"] },
          unownedFiles: expect.any(Number),
        });
        expect([coverage?.os.family, coverage?.os.release]).toEqual([
          said.Metadata.OS?.Family,
          said.Metadata.OS?.Name,
        ]);
        if (!said.Metadata.OS) expect(coverage?.verdict).toBe("partial");
      }
      // Asked for together, images that share layers are scanned one from what the other left.
      await db.$transaction((tx) => requestScans(db, tx, imageIds, "asked"));
      const isGoing = { imageId: { in: imageIds }, status: { in: [...GOING] } };
      await vi.waitFor(async () => expect(await db.scan.count({ where: isGoing })).toBe(0), {
        timeout: 120_000,
        interval: 100,
      });
      expect(await db.scan.count({ where: { status: "succeeded", cause: "asked" } })).toBe(5);
      for (const [imageId, lines] of byHand) {
        const again = await getFindings({ imageId, limit: 1000 }, { database: db });
        expect(linesOfOurs(again.findings)).toEqual(lines);
      }
      // The comparison would prove nothing if there were nothing to compare.
      expect(totals["debian-slim"]).toBeGreaterThan(0);
      expect(totals.scratch).toBe(0);
    },
    BASES_TIMEOUT_MS,
  );

  it(
    "show an old crate's advisory only where cargo-auditable built them, and scratch is blind without",
    async () => {
      if (!engine || !trivy) return;
      const service = join(folder, "old-crate");
      cpSync("lab/services/tiny", service, { recursive: true, filter: (path) => !path.endsWith("/target") });
      const append = (path: string, text: string) =>
        writeFileSync(join(service, path), `${readFileSync(join(service, path), "utf8")}${text}`);
      append("Cargo.toml", '\n[dependencies]\nowning_ref = "=0.4.1"\n');
      writeFileSync(join(service, "Cargo.lock"), OLD_CRATE_LOCK);
      const bases = await resolveBaseArguments(engine);
      const scan = async (variant: "scratch" | "distroless-cc", auditable: boolean) => {
        const built = await buildLab(engine, "tiny", variant, bases, {
          contextFolders: { service },
          tag: `imagediet.local/test/old-crate:${variant}-${auditable}-${process.pid}`,
          buildArguments: { AUDITABLE: String(auditable) },
        });
        tags.push(built.tag);
        const { result } = await scanImage({
          trivy,
          cacheDirectory: cache,
          source: { kind: "archive", path: await exportImage(built.imageId) },
          imageId: built.imageId,
          baseDiffIds: [],
          coverage: { expectsCrates: true, binaryPath: "/service" },
          signal: new AbortController().signal,
          now: new Date("2026-11-23T00:00:00Z"),
        });
        const crates = (result.findings ?? []).filter(({ packageType }) => packageType === "rustbinary");
        return { coverage: result.coverage, ids: crates.flatMap(({ id, aliases }) => [id, ...aliases]) };
      };
      const [seen, unseen] = [await scan("scratch", true), await scan("scratch", false)];
      expect(seen.ids).toContain("RUSTSEC-2022-0040");
      expect(seen.coverage).toMatchObject({ verdict: "partial", crates: { readable: true, lookedUp: true } });
      expect(unseen.ids).toEqual([]);
      expect(unseen.coverage).toMatchObject({ verdict: "blind", crates: { readable: false } });
      const based = await scan("distroless-cc", false);
      expect(based.ids).toEqual([]);
      expect(based.coverage).toMatchObject({ verdict: "partial", os: { lookedUp: true } });
    },
    BASES_TIMEOUT_MS,
  );
});

const OLD_CRATE_LOCK = `version = 4

[[package]]
name = "owning_ref"
version = "0.4.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "6ff55baddef9e4ad00f88b6c743a2a8062d4c6ade126c2a528644b8e444d52ce"
dependencies = [
 "stable_deref_trait",
]

[[package]]
name = "stable_deref_trait"
version = "1.2.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "6ce2be8dc25455e1f91df71bfa12ad37d7af1092ae736f3a6cd0e37bc7810596"

[[package]]
name = "tiny"
version = "0.1.0"
dependencies = [
 "owning_ref",
]
`;
