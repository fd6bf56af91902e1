import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { pushImage, startRegistry } from "../engine/testing/registry.ts";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { fetchTrivy } from "./fetch-trivy.ts";
import { findTrivy } from "./find-trivy.ts";
import { buildArchive } from "./testing/build-archive.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const { engine, reason } = await findTestEngine();
const platform = "linux/amd64";
const { signal } = new AbortController();

beforeEach((context) => context.skip(!engine, reason));

/** A registry that has an image under Trivy's name with these files. */
async function publish(files: Record<string, string>) {
  if (!engine) throw new Error(reason);
  const registry = await startRegistry();
  if (!registry) return undefined;
  onTestFinished(() => registry.stop());
  const layers = Object.entries(files).map(([path, text]) => ({
    [path]: { bytes: Buffer.from(text), mode: 0o755 },
  }));
  const { bytes, imageId } = await buildArchive([...layers, { "etc/unique": crypto.randomUUID() }]);
  await engine.loadImage(Readable.from(bytes));
  onTestFinished(() => engine.removeImage(imageId));
  await pushImage(registry, engine.host, { image: imageId, name: "aquasec/trivy", tag: "0.74.0" });
  return registry.address;
}

describe("fetchTrivy", () => {
  it("takes the program out of the official image, so that it is found from then on", async (context) => {
    const program = `#!/bin/sh\necho '{"Version":"0.74.0"}'\n`;
    const mirror = await publish({ "usr/local/bin/other": "no", "usr/local/bin/trivy": program });
    if (!engine || !mirror) return context.skip("docker-registry is not installed");
    const home = await temporaryFolder();
    const env = { home, TRIVY: undefined, IMAGE_DIET_REGISTRY_MIRROR: mirror };
    await expect(findTrivy(env, { path: "", signal })).rejects.toMatchObject({ code: "scanner-unavailable" });
    await fetchTrivy({ engine, env, platform, signal });
    expect(await readdir(`${home}/trivy/bin`)).toEqual(["trivy-0.74.0"]);
    expect(await findTrivy(env, { path: "", signal })).toMatchObject({ version: "0.74.0", foundBy: "cache" });
    expect(await engine.findImage(`${mirror}/aquasec/trivy:0.74.0`)).toBeUndefined();
  });

  it("says so where the image holds no program, and leaves nothing behind", async (context) => {
    const mirror = await publish({ "usr/local/bin/other": "no" });
    if (!engine || !mirror) return context.skip("docker-registry is not installed");
    const home = await temporaryFolder();
    await expect(
      fetchTrivy({ engine, env: { home, IMAGE_DIET_REGISTRY_MIRROR: mirror }, platform, signal }),
    ).rejects.toMatchObject({ code: "scanner-unavailable", message: expect.stringContaining("holds no") });
    expect(await readdir(`${home}/trivy/bin`)).toEqual([]);
  });

  it("says which registry could not be reached", async () => {
    if (!engine) return;
    const env = { home: await temporaryFolder(), IMAGE_DIET_REGISTRY_MIRROR: "127.0.0.1:9" };
    await expect(fetchTrivy({ engine, env, platform, signal })).rejects.toMatchObject({
      code: "scanner-unavailable",
    });
  });
});
