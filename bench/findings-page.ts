/**
 * `npm run bench:findings -- [--rounds N] [--findings N]`: how long the production server takes for the pages that show
 * five images with 2,000 findings each, from the request to the last byte. Builds the pages where their sources changed.
 * Needs a DATABASE_URL whose database may be filled.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startWeb, waitForPage } from "../bin/launcher/web.mjs";
import { ensureBuild } from "../bin/launcher/web-build.mjs";
import { type Db, openDb } from "../lib/db/client.ts";
import { type Finding, type ScanPackage, SEVERITIES } from "../lib/findings/schemas.ts";
import { prepareDatabase } from "../lib/jobs/prepare-database.ts";
import { placeImage } from "../lib/scans/testing/place-image.ts";
import { placeScan } from "../lib/scans/testing/place-scan.ts";
import { DEFAULT_VARIANT_IDS } from "../lib/variants/variants.ts";

const DIST_DIR = ".next";
const HOST = "127.0.0.1";
const GOAL_MS = 300;
const COVERAGE = {
  verdict: "full" as const,
  os: { family: "debian", release: "13.1", endOfLife: false, packages: 500, lookedUp: true },
  crates: { expected: true, readable: true, packages: 100, binaries: ["service"], lookedUp: true },
  reasons: [],
};

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    findings: { type: "string", default: "2000" },
    port: { type: "string", default: "3900" },
  },
});
const { DATABASE_URL: databaseUrl } = process.env;
if (!databaseUrl) throw new Error("Set DATABASE_URL.");
await ensureBuild(DIST_DIR, console.error);

const db = openDb(databaseUrl);
const slug = `bench-${crypto.randomUUID().slice(0, 8)}`;
const home = await mkdtemp(join(tmpdir(), "image-diet-bench-findings-"));
try {
  await mkdir(join(home, "logs"));
  await prepareDatabase(databaseUrl);
  const imageIds = await placeFive(db);
  await db.$executeRaw`ANALYZE`;
  const options = { home, host: HOST, port: Number(values.port), distDir: DIST_DIR, say: console.error };
  const { server, url, port } = await startWeb({ ...options, env: process.env });
  try {
    await waitForPage(HOST, port);
    await measure(url, imageIds[0] ?? "");
  } finally {
    await server.stop();
  }
} finally {
  await db.service.updateMany({ where: { slug }, data: { archivedAt: new Date() } });
  await db.$disconnect();
  await rm(home, { recursive: true, force: true });
}

async function placeFive(database: Db): Promise<string[]> {
  await database.service.create({
    data: { slug, title: slug, kind: "path", source: home, package: slug },
  });
  const imageIds: string[] = [];
  for (const [index, variant] of DEFAULT_VARIANT_IDS.entries()) {
    const imageId = `sha256:${crypto.randomUUID().replaceAll("-", "").padEnd(64, "0")}`;
    const diffIds = [imageId.replace("sha256:", "sha256:a").slice(0, 71)];
    await placeImage(database, {
      imageId,
      diffIds,
      engineId: "bench",
      variant,
      baseLayers: 1,
      service: slug,
    });
    const findings = Array.from({ length: Number(values.findings) }, (_, each) => toFinding(index, each));
    await placeScan(database, { imageId, coverage: COVERAGE, findings, packages: findings.map(toPackage) });
    imageIds.push(imageId);
  }
  return imageIds;
}

async function measure(url: string, imageId: string): Promise<void> {
  const paths = {
    "`/findings`, a row for each finding": `/findings?service=${slug}`,
    "`/compare`, counts, bars and chart": `/compare?service=${slug}`,
    "`/images/…`, the findings of one": `/images/${imageId}`,
  };
  const [first] = cpus();
  console.log(
    `${availableParallelism()} cores (${first?.model.trim()}); five images of ${values.findings} findings`,
  );
  console.log(`${values.rounds} requests each, one after the other, after a first one\n`);
  console.log("| page | first | median | slowest | HTML | goal |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
  for (const [title, path] of Object.entries(paths)) {
    const opened = await open(`${url}${path}`);
    const times: number[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1)
      times.push((await open(`${url}${path}`)).ms);
    times.sort((a, b) => a - b);
    const cells = [opened.ms, times[Math.floor(times.length / 2)] ?? 0, times.at(-1) ?? 0];
    const figures = cells.map((ms) => `${ms.toFixed(0)} ms`).join(" | ");
    console.log(`| ${title} | ${figures} | ${(opened.bytes / 1000).toFixed(0)} kB | ${GOAL_MS} ms |`);
  }
}

async function open(url: string): Promise<{ ms: number; bytes: number }> {
  const startedAt = performance.now();
  const answer = await fetch(url);
  const { byteLength } = await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return { ms: performance.now() - startedAt, bytes: byteLength };
}

/** Two thirds of an image's findings are those of every image, and half of all can be fixed. */
function toFinding(image: number, index: number): Finding {
  const id = `CVE-${2020 + (index % 7)}-${index % 3 === 0 ? 20_000 + image * 10_000 + index : 1_000 + index}`;
  const packageName = `package-${index % 500}`;
  const installedVersion = `1.${index % 90}.${index % 7}-1`;
  const isFixable = index % 2 === 0;
  return {
    id,
    aliases: index % 5 === 0 ? [`GHSA-${index}`] : [],
    packageName,
    packageType: "debian",
    purl: `pkg:deb/debian/${packageName}@${installedVersion}?arch=amd64&distro=debian-13.1`,
    installedVersion,
    ...(isFixable ? { fixedVersion: `1.${(index % 90) + 1}.0-1` } : {}),
    severity: SEVERITIES[index % SEVERITIES.length] ?? "unknown",
    severitySource: "debian",
    status: isFixable ? "fixed" : "affected",
    title: `${packageName}: a flaw of some length in the parser of what nobody reads, number ${index}`,
    url: `https://avd.aquasec.com/nvd/${id.toLowerCase()}`,
    origin: index % 4 === 0 ? "crates" : "base",
  };
}

function toPackage({ packageName, installedVersion, packageType, origin }: Finding): ScanPackage {
  return { name: packageName, version: installedVersion, type: packageType, licenses: [], origin };
}
