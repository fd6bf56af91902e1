import { mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { importDatabase } from "./import-database.ts";
import { makeInventory } from "./make-inventory.ts";
import { type ScanRequest, scanImage } from "./scan-image.ts";
import { SharedLayers } from "./shared-layers.ts";
import { buildArchive, type LayerFiles } from "./testing/build-archive.ts";
import { DATABASE_ARCHIVE } from "./testing/real-database.ts";
import { findRealTrivy } from "./testing/real-trivy.ts";
import { alpineLayer, BINARY_PATH, binaryLayer, debianLayer } from "./testing/sample-images.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";
import { unpackImages } from "./unpack-images.ts";

const { trivy, reason } = await findRealTrivy();
const NOW = new Date("2026-11-23T00:00:00Z");
const OLD_CRATES = ["time 0.1.43", "smallvec 0.6.9"];
const DEBIAN = ["libc6 2.36-9+deb13u1 glibc", "bash 5.2.37-2", "openssl 3.0.1-1"];

beforeEach((context) => context.skip(!trivy, reason));

async function scan(layers: LayerFiles[], options: Partial<ScanRequest> = {}) {
  if (!trivy) throw new Error(reason);
  const folder = await temporaryFolder();
  const cacheDirectory = join(folder, "cache");
  if (!options.cacheDirectory) await importDatabase(DATABASE_ARCHIVE, cacheDirectory);
  const built = await buildArchive(layers);
  const archive = join(folder, "image.tar");
  await writeFile(archive, built.bytes);
  return scanImage({
    trivy,
    cacheDirectory,
    source: { kind: "archive", path: archive },
    imageId: built.imageId,
    baseDiffIds: layers.length > 1 ? built.diffIds.slice(0, 1) : [],
    coverage: { expectsCrates: true, binaryPath: BINARY_PATH },
    signal: new AbortController().signal,
    now: NOW,
    ...options,
  });
}

describe("scanImage, with the real Trivy", () => {
  it("says what Trivy says, finding by finding", async () => {
    const { result, report } = await scan([debianLayer(DEBIAN), binaryLayer(OLD_CRATES)]);
    const raw = JSON.parse(report);
    const expected = raw.Results.flatMap(
      (entry: { Vulnerabilities?: object[] }) => entry.Vulnerabilities ?? [],
    );
    const findings = result.findings ?? [];
    expect(findings.length).toBeGreaterThan(5);
    expect(findings).toHaveLength(expected.length);
    for (const [index, finding] of findings.entries()) {
      const said = expected[index];
      expect(finding).toMatchObject({
        id: said.VulnerabilityID,
        packageName: said.PkgName,
        installedVersion: said.InstalledVersion,
        severity: said.Severity.toLowerCase(),
        status: said.Status,
        purl: said.PkgIdentifier.PURL,
      });
      expect(finding.fixedVersion).toBe(said.FixedVersion);
      expect(finding.title).toBe((said.Title ?? "").replace(/\s+/g, " "));
    }
    const packages = raw.Results.flatMap((entry: { Packages?: object[] }) => entry.Packages ?? []);
    expect(result.packages).toHaveLength(packages.length);
    expect(result.packages.find((entry) => entry.name === "libc6")).toMatchObject({
      version: "2.36-9+deb13u1",
      sourceName: "glibc",
      origin: "base",
    });
    expect(result).toMatchObject({
      scanner: { name: "Trivy", version: trivy?.version },
      database: { state: "ready", updatedAt: "2026-11-22T00:00:00.000Z" },
      coverage: { verdict: "full", reasons: [] },
    });
    expect(new Set(findings.map((finding) => finding.origin))).toEqual(new Set(["base", "crates"]));
  });

  it("sees an old crate's RUSTSEC advisory only where the binary says its crates", async () => {
    const seen = await scan([debianLayer(DEBIAN), binaryLayer(OLD_CRATES)]);
    const crates = seen.result.findings?.filter((finding) => finding.origin === "crates") ?? [];
    expect(crates.flatMap((finding) => [finding.id, ...finding.aliases])).toContain("RUSTSEC-2020-0071");
    expect(crates[0]).toMatchObject({ packageType: "rustbinary", path: BINARY_PATH });

    const unseen = await scan([debianLayer(DEBIAN), binaryLayer()]);
    expect(unseen.result.findings?.filter((finding) => finding.origin === "crates")).toEqual([]);
    expect(unseen.result.coverage).toMatchObject({
      verdict: "partial",
      reasons: [{ code: "crates-invisible" }],
    });
  });

  it("is blind on scratch, partial once the crates can be read", async () => {
    const blind = await scan([binaryLayer()]);
    expect(blind.result).toMatchObject({ packages: [], findings: [], coverage: { verdict: "blind" } });
    const seen = await scan([binaryLayer(OLD_CRATES)]);
    expect(seen.result.coverage).toMatchObject({ verdict: "partial", crates: { readable: true } });
    expect(seen.result.findings?.length).toBeGreaterThan(0);
  });

  it("says the same from the inventory of the first scan, without the image", async () => {
    if (!trivy) throw new Error(reason);
    for (const layers of [
      [debianLayer(DEBIAN), binaryLayer(OLD_CRATES)],
      [alpineLayer(["musl 1.2.5-r9"], "3.24.1"), binaryLayer(OLD_CRATES)],
      [binaryLayer(OLD_CRATES)],
      [binaryLayer()],
    ]) {
      const first = await scan(layers);
      const path = join(await temporaryFolder(), "inventory.cdx.json");
      await writeFile(path, await makeInventory(trivy, first.report, new AbortController().signal));
      const again = await scan(layers, { source: { kind: "inventory", path } });
      const sorted = (list: object[] | undefined) => list?.map((entry) => JSON.stringify(entry)).sort();
      expect(sorted(again.result.findings)).toEqual(sorted(first.result.findings));
      expect(sorted(again.result.packages)).toEqual(sorted(first.result.packages));
      expect(again.result.coverage).toEqual(first.result.coverage);
    }
  });

  it("says the same from a layout, whatever the name of its folder", async () => {
    const layers = [debianLayer(DEBIAN), binaryLayer(OLD_CRATES)];
    const { bytes, imageId } = await buildArchive(layers);
    const path = join(await temporaryFolder(), "a:b@c");
    await mkdir(path);
    const manifestDigest = (await unpackImages(Readable.from([bytes]), path)).get(imageId) ?? "";
    const { result } = await scan(layers, { source: { kind: "layout", path, manifestDigest } });
    const { durationMs: _, ...said } = result;
    expect((await scan(layers)).result).toMatchObject(said);
    expect(said.findings?.length).toBeGreaterThan(5);
  });

  it("reads a layer that images share once, and says the same of each", async () => {
    const { signal } = new AbortController();
    const shared = new SharedLayers(await temporaryFolder());
    const base = debianLayer(DEBIAN);
    for (const [index, layers] of [
      [base, binaryLayer(OLD_CRATES)],
      [base, binaryLayer()],
      [base],
    ].entries()) {
      const { bytes, imageId, diffIds } = await buildArchive(layers);
      const path = await temporaryFolder();
      const manifestDigest = (await unpackImages(Readable.from([bytes]), path)).get(imageId) ?? "";
      const blob = join(path, "blobs", "sha256", (diffIds[0] ?? "").replace("sha256:", ""));
      const source = { kind: "layout" as const, path, manifestDigest };
      const alone = JSON.parse((await scan(layers, { source })).report);
      if (index > 0) await rm(blob);
      const { report } = await shared.use(signal, (layerCache) => scan(layers, { source, layerCache }));
      expect(JSON.parse(report).Results).toEqual(alone.Results);
      expect(alone.Results[0].Vulnerabilities.length).toBeGreaterThan(5);
    }
  });

  it("calls a package dockerfile's that no base layer holds", async () => {
    const { result } = await scan([{ "etc/hostname": "base" }, debianLayer(DEBIAN)]);
    expect(new Set(result.packages.map((entry) => entry.origin))).toEqual(new Set(["dockerfile"]));
  });

  it("lists packages of a release that the database does not know, and calls them unchecked", async () => {
    for (const layer of [debianLayer(DEBIAN, "14.1"), alpineLayer(["musl 1.2.5-r9"], "3.24.1")]) {
      const { result } = await scan([layer, binaryLayer(OLD_CRATES)]);
      expect(result.findings?.filter((finding) => finding.packageType !== "rustbinary")).toEqual([]);
      expect(result.coverage).toMatchObject({
        verdict: "partial",
        os: { lookedUp: false, packages: expect.any(Number) },
        reasons: expect.arrayContaining([expect.objectContaining({ code: "os-not-in-database" })]),
      });
      expect(result.coverage.os.packages).toBeGreaterThan(0);
    }
  });

  it("says that a release is past its end of life", async () => {
    const { result } = await scan([debianLayer(DEBIAN, "10.13"), binaryLayer(OLD_CRATES)]);
    expect(result.coverage.os.endOfLife).toBe(true);
    expect(result.coverage.reasons.map((entry) => entry.code)).toContain("os-end-of-life");
  });

  it("does not know Debian by os-release alone", async () => {
    const { "var/lib/dpkg/status": status = "" } = debianLayer(DEBIAN);
    const release = 'ID=debian\nVERSION_ID="13"\n';
    const { result } = await scan([
      { "etc/os-release": release, "var/lib/dpkg/status": status },
      binaryLayer(),
    ]);
    expect(result.coverage).toMatchObject({ verdict: "blind" });
  });

  it("lists packages and claims no findings without a database", async () => {
    const { result } = await scan([debianLayer(DEBIAN), binaryLayer(OLD_CRATES)], {
      cacheDirectory: await temporaryFolder(),
    });
    expect(result.packages.length).toBeGreaterThan(3);
    expect(result.findings).toBeUndefined();
    expect(result).toMatchObject({ database: { state: "missing" }, coverage: { verdict: "blind" } });
  });

  it("notices a database that is damaged inside, and leaves the file alone", async () => {
    const cacheDirectory = await temporaryFolder();
    await importDatabase(DATABASE_ARCHIVE, cacheDirectory);
    const file = join(cacheDirectory, "db", "trivy.db");
    const size = (await readFile(file)).length;
    const handle = await open(file, "r+");
    const keep = await rootPages(file);
    for (let page = 2; page < size / 4096; page += 1) {
      if (!keep.has(page)) await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, page * 4096);
    }
    await handle.close();
    const { result } = await scan([debianLayer(DEBIAN), binaryLayer(OLD_CRATES)], { cacheDirectory });
    expect(result.database.state).toBe("corrupt");
    expect(result.findings).toBeUndefined();
    expect(result.packages.length).toBeGreaterThan(3);
    expect(await readdir(join(cacheDirectory, "db"))).toEqual(["metadata.json", "trivy.db"]);
  });

  it.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, 2000)],
    ["empty", () => Buffer.alloc(0)],
    ["no archive", () => Buffer.from("hello")],
  ])("refuses an export that is %s", async (_name, damage) => {
    const archive = join(await temporaryFolder(), "bad.tar");
    await writeFile(archive, damage((await buildArchive([binaryLayer()])).bytes));
    await expect(scan([binaryLayer()], { source: { kind: "archive", path: archive } })).rejects.toMatchObject(
      {
        code: "scan-failed",
        detail: { log: expect.stringContaining("FATAL") },
      },
    );
  });

  it("scans side by side while the database is replaced", async () => {
    const cacheDirectory = await temporaryFolder();
    await importDatabase(DATABASE_ARCHIVE, cacheDirectory);
    const scans = Array.from({ length: 4 }, () => scan([debianLayer(DEBIAN)], { cacheDirectory }));
    await importDatabase(DATABASE_ARCHIVE, cacheDirectory);
    for (const { result } of await Promise.all(scans)) {
      expect(result.findings?.length).toBeGreaterThan(0);
      expect(result.database.state).toBe("ready");
    }
    expect(await readdir(cacheDirectory)).toEqual(["db"]);
  });

  it("is not swayed by an ignore file or a configuration beside it or in the image", async () => {
    const layer = {
      ...debianLayer(DEBIAN),
      ".trivyignore": "CVE-2019-9192\n",
      "trivy.yaml": "severity: [LOW]\n",
    };
    const [plain, sly] = [await scan([debianLayer(DEBIAN)]), await scan([layer])];
    expect(sly.result.findings?.length).toBe(plain.result.findings?.length);
  });

  it("stops when it is cancelled", async () => {
    const cancel = new AbortController();
    const running = scan([debianLayer(DEBIAN)], { signal: cancel.signal, onLog: () => cancel.abort() });
    await expect(running).rejects.toMatchObject({ code: "cancelled" });
  });
});

/** The page that holds the file's top-level bucket names, so that a look from outside finds nothing wrong. */
async function rootPages(file: string): Promise<Set<number>> {
  const bytes = await readFile(file);
  const heads = [0, 4096].map((at) => ({
    root: Number(bytes.readBigUInt64LE(at + 32)),
    transaction: bytes.readBigUInt64LE(at + 64),
  }));
  return new Set(heads.map((head) => head.root));
}
