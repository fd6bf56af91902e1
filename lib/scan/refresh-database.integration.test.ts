import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startRegistry } from "../engine/testing/registry.ts";
import { readDatabase } from "./database.ts";
import { importDatabase } from "./import-database.ts";
import { refreshDatabase } from "./refresh-database.ts";
import { pushArtifact } from "./testing/push-artifact.ts";
import { DATABASE_ARCHIVE } from "./testing/real-database.ts";
import { findRealTrivy } from "./testing/real-trivy.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const { trivy, reason } = await findRealTrivy();
const registry = await startRegistry();
afterAll(() => registry?.stop());
const MEDIA_TYPE = "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip";
const NOW = new Date("2026-11-23T00:00:00Z");
// Nothing listens on the discard port.
const NOWHERE = "127.0.0.1:9/trivy-db:2";

beforeEach((context) => {
  context.skip(!trivy, reason);
  context.skip(!registry, "docker-registry is not installed");
});

function refresh(home: string, repository: string, options: { force?: boolean } = {}) {
  if (!trivy) throw new Error(reason);
  const env = { home, TRIVY_CACHE_DIR: undefined, TRIVY_DB_REPOSITORY: repository };
  return refreshDatabase({ trivy, env, signal: new AbortController().signal, now: NOW, ...options });
}

async function publish(layer: Buffer): Promise<string> {
  // A repository of its own for each, so that what one test publishes is no other's.
  return pushArtifact(registry?.address ?? "", `trivy-db-${randomUUID()}`, MEDIA_TYPE, layer);
}

describe("refreshDatabase, with the real Trivy and a real registry", () => {
  it("downloads into an empty cache, and then only when the next one is due", async () => {
    const home = await temporaryFolder();
    const repository = await publish(await readFile(DATABASE_ARCHIVE));
    expect(await refresh(home, repository)).toMatchObject({
      changed: true,
      updatedAt: new Date("2026-11-22T00:00:00Z"),
    });
    const cache = join(home, "trivy", "cache");
    expect(await readdir(cache)).toEqual(["db"]);
    expect((await readDatabase(cache, NOW)).state).toBe("ready");
    expect(await refresh(home, NOWHERE)).toMatchObject({ changed: false });
    expect(await refresh(home, repository, { force: true })).toMatchObject({ changed: false });
  });

  it("replaces a damaged database", async () => {
    const home = await temporaryFolder();
    const cache = join(home, "trivy", "cache");
    await importDatabase(DATABASE_ARCHIVE, cache);
    await writeFile(join(cache, "db", "trivy.db"), "damaged");
    await refresh(home, await publish(await readFile(DATABASE_ARCHIVE)));
    expect((await readDatabase(cache, NOW)).state).toBe("ready");
  });

  it("keeps what is there where the mirror is down or serves rubbish, and says what to do", async () => {
    const home = await temporaryFolder();
    const cache = join(home, "trivy", "cache");
    await importDatabase(DATABASE_ARCHIVE, cache);
    const rubbish = await publish(Buffer.from("rubbish"));
    for (const repository of [NOWHERE, rubbish]) {
      await expect(refresh(home, repository, { force: true })).rejects.toMatchObject({
        code: "scanner-unavailable",
        message: expect.stringMatching(/TRIVY_DB_REPOSITORY.*import/),
        detail: { log: expect.stringContaining("FATAL") },
      });
    }
    expect((await readDatabase(cache, NOW)).state).toBe("ready");
    expect(await readdir(cache)).toEqual(["db"]);
  });
});
