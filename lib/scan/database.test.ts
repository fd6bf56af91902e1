import { copyFile, mkdir, open, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDatabase } from "./database.ts";
import { importDatabase } from "./import-database.ts";
import { DATABASE_ARCHIVE } from "./testing/real-database.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const NOW = new Date("2026-11-23T00:00:00Z");

async function imported() {
  const folder = await temporaryFolder();
  await importDatabase(DATABASE_ARCHIVE, folder);
  return { folder, file: join(folder, "db", "trivy.db"), metadata: join(folder, "db", "metadata.json") };
}

describe("readDatabase", () => {
  it("reads the date and what a real database knows about", async () => {
    const { folder } = await imported();
    expect(await readDatabase(folder, NOW)).toMatchObject({
      state: "ready",
      updatedAt: new Date("2026-11-22T00:00:00Z"),
      buckets: new Set([
        "cargo::RustSec Advisory Database",
        "data-source",
        "debian 12",
        "debian 13",
        "vulnerability",
      ]),
    });
  });

  it("calls a database stale after seven days, and no sooner", async () => {
    const { folder } = await imported();
    expect((await readDatabase(folder, new Date("2026-11-29T00:00:00Z"))).state).toBe("ready");
    expect(await readDatabase(folder, new Date("2026-11-30T12:00:00Z"))).toMatchObject({
      state: "stale",
      reason: expect.stringContaining("8 days"),
      cure: expect.stringContaining("import"),
    });
  });

  it("calls it missing where there is none, or half of one", async () => {
    expect((await readDatabase("/nonexistent", NOW)).state).toBe("missing");
    const { folder, file } = await imported();
    await rm(file);
    expect((await readDatabase(folder, NOW)).state).toBe("missing");
  });

  it.each([
    ["cut short", (file: string) => truncate(file, 1_000_000)],
    ["empty", (file: string) => truncate(file, 0)],
    ["no database", (file: string) => writeFile(file, "x".repeat(100_000))],
    ["torn in both heads", (file: string) => overwrite(file, [40, 4096 + 40])],
  ])("calls a file corrupt that is %s", async (_name, damage) => {
    const { folder, file } = await imported();
    await damage(file);
    const state = await readDatabase(folder, NOW);
    expect(state).toMatchObject({ state: "corrupt", reason: expect.stringMatching(/damaged|cut short/) });
  });

  it("reads a file whose newer head was torn, as bbolt does", async () => {
    const { folder, file } = await imported();
    await overwrite(file, [40]);
    expect((await readDatabase(folder, NOW)).state).toBe("ready");
  });

  it.each([
    ["no JSON", "{"],
    ["no date", '{"Version":2}'],
    ["Go's zero date", '{"Version":2,"UpdatedAt":"0001-01-01T00:00:00Z"}'],
    ["endless", " ".repeat(100_000)],
    ["of an old schema", '{"Version":1,"UpdatedAt":"2026-11-22T00:00:00Z"}'],
  ])("calls metadata corrupt that is %s", async (_name, text) => {
    const { folder, metadata } = await imported();
    await writeFile(metadata, text);
    expect((await readDatabase(folder, NOW)).state).toBe("corrupt");
  });

  it("tells two databases of one date apart", async () => {
    const [one, other] = [await imported(), await imported()];
    const before = await readDatabase(one.folder, NOW);
    expect(before).toMatchObject({ fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await readDatabase(other.folder, NOW)).toEqual({ ...before, cacheDirectory: other.folder });
    await mkdir(join(one.folder, "copy"));
    await copyFile(other.file, join(one.folder, "copy", "trivy.db"));
    await writeFile(other.file, Buffer.concat([await readFile(other.file), Buffer.alloc(4096)]));
    expect(await readDatabase(other.folder, NOW)).not.toMatchObject({
      fingerprint: "fingerprint" in before ? before.fingerprint : "",
    });
  });
});

async function overwrite(path: string, positions: number[]): Promise<void> {
  const file = await open(path, "r+");
  for (const position of positions) await file.write(Buffer.from("damaged!"), 0, 8, position);
  await file.close();
}
