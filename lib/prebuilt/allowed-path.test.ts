import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseEnv } from "../env.ts";
import { type Allowance, listAllowedFolders, resolveAllowedPath } from "./allowed-path.ts";
import { allowPrograms } from "./locate-program.ts";

const home = realpathSync(mkdtempSync(join(tmpdir(), "image-diet-paths-")));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const allowed = join(home, "allowed");
const secret = join(home, "allowed-not", "secret");
mkdirSync(join(allowed, "v1"), { recursive: true });
mkdirSync(join(home, "allowed-not"));
writeFileSync(join(allowed, "v1", "app"), "");
writeFileSync(secret, "");
symlinkSync("v1", join(allowed, "current"));
symlinkSync(secret, join(allowed, "way-out"));
symlinkSync(allowed, join(home, "alias"));

const allow = (...folders: string[]): Allowance =>
  allowPrograms(parseEnv({ IMAGE_DIET_PREBUILT_ROOTS: folders.join(":") }));
const refusal = (path: string, allowance = allow(allowed)) =>
  resolveAllowedPath(path, allowance).then(
    (found) => `found ${found}`,
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );

describe("resolveAllowedPath", () => {
  it("resolves the symlinks of the path and of the folder that is allowed", async () => {
    const app = join(allowed, "v1", "app");
    expect(await resolveAllowedPath(join(allowed, "current", "app"), allow(allowed))).toBe(app);
    expect(await resolveAllowedPath(app, allow(join(home, "alias")))).toBe(app);
  });

  it("refuses what lies outside, in the same words whether it is there or not", async () => {
    const outside = [
      join(allowed, "way-out"),
      secret,
      join(allowed, "..", "allowed-not", "secret"),
      "/nowhere/app",
    ];
    for (const path of outside) {
      expect(await refusal(path)).toContain(`forbidden: ${path} is not below a folder that is allowed`);
    }
    expect(await refusal(allowed)).toContain("forbidden");
  });

  it("says what is missing below an allowed folder, and what to set where none is", async () => {
    expect(await refusal(join(allowed, "v2", "app"))).toBe(
      `bad-input: \`path\`: there is no file ${join(allowed, "v2", "app")}.`,
    );
    expect(await refusal("app")).toContain('bad-input: `path`: "app" is no absolute path');
    expect(await refusal(secret, allow())).toMatch(
      /^forbidden: .*Set IMAGE_DIET_PREBUILT_ROOTS .*; or upload/,
    );
  });
});

describe("listAllowedFolders", () => {
  it("takes absolute folders only", () => {
    expect(listAllowedFolders(allow("/opt/bin", "relative", "", "/srv//builds/"))).toEqual([
      "/opt/bin",
      "/srv/builds/",
    ]);
    expect(listAllowedFolders(allowPrograms(parseEnv({})))).toEqual([]);
  });
});
