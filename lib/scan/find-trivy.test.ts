import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findTrivy } from "./find-trivy.ts";
import { temporaryFolder, writeScript } from "./testing/temporary-folder.ts";

const signal = new AbortController().signal;
const answers = (version: string) => `echo '{"Version":"${version}"}'`;

async function setUp() {
  const home = await temporaryFolder();
  const cached = join(home, "trivy", "bin");
  const path = join(home, "path");
  await mkdir(cached, { recursive: true });
  await mkdir(path);
  return { home, cached, path };
}

describe("findTrivy", () => {
  it("takes TRIVY, then PATH, then the newest in the state directory", async () => {
    const { home, cached, path } = await setUp();
    await writeScript(cached, "trivy-0.74.0", answers("0.74.0"));
    await writeScript(cached, "trivy-0.9.0", answers("0.9.0"));
    await writeScript(cached, "trivy-0.74.0.inputs", answers("9.9.9"));
    const find = (TRIVY?: string) => findTrivy({ home, TRIVY }, { path: `relative:${path}`, signal });
    expect(await find()).toEqual({
      program: join(cached, "trivy-0.74.0"),
      version: "0.74.0",
      foundBy: "cache",
    });
    await writeScript(path, "trivy", answers("v0.75.1"));
    expect(await find()).toMatchObject({ version: "0.75.1", foundBy: "PATH" });
    const own = await writeScript(home, "own", answers("0.76.0-rc1"));
    expect(await find(own)).toEqual({ program: own, version: "0.76.0-rc1", foundBy: "TRIVY" });
  });

  it.each([
    ["is not there", undefined, /not installed/],
    ["is too old", answers("0.20.3"), /0\.20\.3; .* or newer is needed/],
    ["is something else", "echo hello", /did not answer as Trivy does/],
    ["fails", "exit 1", /did not answer as Trivy does/],
    ["is killed", "kill -9 $$", /did not answer/],
  ])("says what to do where it %s", async (_name, script, words) => {
    const { home, path } = await setUp();
    if (script !== undefined) await writeScript(path, "trivy", script);
    const finding = findTrivy({ home, TRIVY: undefined }, { path, signal });
    await expect(finding).rejects.toMatchObject({
      code: "scanner-unavailable",
      message: expect.stringMatching(words),
    });
  });

  it("does not fall back in silence where TRIVY names no program", async () => {
    const { home, path } = await setUp();
    await writeScript(path, "trivy", answers("0.75.0"));
    for (const TRIVY of ["trivy", "/nonexistent", home]) {
      await expect(findTrivy({ home, TRIVY }, { path, signal })).rejects.toMatchObject({
        message: expect.stringContaining(`TRIVY=${TRIVY}`),
      });
    }
  });
});
