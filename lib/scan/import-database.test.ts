import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readDatabase } from "./database.ts";
import { importDatabase } from "./import-database.ts";
import { installDatabase } from "./install-database.ts";
import { pinDatabase } from "./pin-database.ts";
import { DATABASE_ARCHIVE } from "./testing/real-database.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const NOW = new Date("2026-11-23T00:00:00Z");

describe("importDatabase", () => {
  it("takes an archive, and the folder that came of it", async () => {
    const [first, second] = [await temporaryFolder(), await temporaryFolder()];
    expect((await importDatabase(DATABASE_ARCHIVE, first)).updatedAt.toISOString()).toContain("2026-11-22");
    await importDatabase(first, second);
    expect(await readdir(second)).toEqual(["db"]);
    expect(await readFile(join(second, "db", "trivy.db"))).toEqual(
      await readFile(join(first, "db", "trivy.db")),
    );
  });

  it("leaves the present database where the new one is bad", async () => {
    const [cache, folder] = [await temporaryFolder(), await temporaryFolder()];
    await importDatabase(DATABASE_ARCHIVE, cache);
    await writeFile(join(folder, "trivy.db"), "no database");
    await writeFile(join(folder, "metadata.json"), '{"Version":2,"UpdatedAt":"2026-11-23T00:00:00Z"}');
    await writeFile(join(folder, "cut.tar.gz"), (await readFile(DATABASE_ARCHIVE)).subarray(0, 200_000));
    await writeFile(join(folder, "words.txt"), "no archive");
    await writeFile(join(folder, "empty.tar.gz"), gzipSync(Buffer.alloc(1024)));
    for (const source of [
      folder,
      ...["cut.tar.gz", "words.txt", "empty.tar.gz"].map((n) => join(folder, n)),
    ]) {
      await expect(importDatabase(source, cache)).rejects.toMatchObject({
        code: "bad-archive",
        message: expect.stringContaining("Nothing was changed"),
      });
    }
    await expect(importDatabase("/nonexistent", cache)).rejects.toMatchObject({ code: "not-found" });
    expect((await readDatabase(cache, NOW)).state).toBe("ready");
    expect(await readdir(cache)).toEqual(["db"]);
  });

  it("refuses a second writer and says who the first is", async () => {
    const cache = await temporaryFolder();
    await installDatabase(cache, "first import", async (staging) => {
      await expect(importDatabase(DATABASE_ARCHIVE, cache)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining(`first import, process ${process.pid}`),
      });
      await importDatabase(DATABASE_ARCHIVE, join(staging, "elsewhere"));
      await mkdir(join(staging, "db"), { recursive: true });
      for (const name of ["trivy.db", "metadata.json"]) {
        await writeFile(join(staging, "db", name), await readFile(join(staging, "elsewhere", "db", name)));
      }
    });
    await importDatabase(DATABASE_ARCHIVE, cache);
  });

  it("takes over from a process that was killed in the middle", async () => {
    const cache = await temporaryFolder();
    await importDatabase(DATABASE_ARCHIVE, cache);
    const { pid } = spawnSync("true");
    const lock = { pid, host: hostname(), token: "gone", what: "refresh" };
    await writeFile(join(cache, "database.lock"), JSON.stringify(lock));
    await mkdir(join(cache, "incoming-half"));
    await importDatabase(DATABASE_ARCHIVE, cache);
    expect(await readdir(cache)).toEqual(["db"]);
  });

  it("puts back the database that a killed process had set aside", async () => {
    const cache = await temporaryFolder();
    await importDatabase(DATABASE_ARCHIVE, join(cache, "x"));
    await mkdir(join(cache, "db.previous-1"));
    for (const name of ["trivy.db", "metadata.json"]) {
      await writeFile(join(cache, "db.previous-1", name), await readFile(join(cache, "x", "db", name)));
    }
    await expect(installDatabase(cache, "failing", () => Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
    expect((await readDatabase(cache, NOW)).state).toBe("ready");
  });
});

describe("pinDatabase", () => {
  it("keeps the database that a scan started with while another one takes its place", async () => {
    const [cache, pinned, other] = [
      await temporaryFolder(),
      await temporaryFolder(),
      await temporaryFolder(),
    ];
    await importDatabase(DATABASE_ARCHIVE, cache);
    await importDatabase(DATABASE_ARCHIVE, other);
    await writeFile(
      join(other, "db", "metadata.json"),
      '{"Version":2,"UpdatedAt":"2026-11-23T00:00:00Z","NextUpdate":"2026-11-24T00:00:00Z"}',
    );
    await pinDatabase(cache, pinned);
    await importDatabase(other, cache);
    expect(await readDatabase(pinned, NOW)).toMatchObject({ updatedAt: new Date("2026-11-22T00:00:00Z") });
    expect(await readDatabase(cache, NOW)).toMatchObject({ updatedAt: new Date("2026-11-23T00:00:00Z") });
  });
});
