import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { besidePath as besideOfLauncher } from "../../bin/launcher/state.mjs";
import { besidePath } from "../beside-path.ts";
import { parseEnv } from "../env.ts";
import { removeLeftovers } from "./remove-leftovers.ts";

const home = mkdtempSync(join(tmpdir(), "image-diet-leftovers-"));
afterAll(() => rmSync(home, { recursive: true }));

it("takes away what is half-written by a process that is dead, and nothing else", async () => {
  const dead = String(spawnSync("true").pid);
  const going = [
    besideOfLauncher("launcher.json"),
    besidePath("bases/unreachable.json"),
    besidePath("prebuilt/incoming"),
    `${besidePath("sources/0a1b")}/src/main.rs`,
    besidePath("trivy/bin/trivy"),
    besidePath("trivy/cache/database.lock"),
    `trivy/work/image-diet-scan-${process.pid}-Ab12cd/image.tar`,
  ];
  const leftovers = going.map((path) => path.replace(String(process.pid), dead));
  const whole = ["launcher.json", "bases/unreachable.json", "bases/3d56ae386d8566a5.tar", "sources/0a1b/x"];
  const isThere = (path: string) => existsSync(join(home, path));
  for (const path of [...going, ...leftovers, ...whole]) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), "half");
  }
  await removeLeftovers(parseEnv({ IMAGE_DIET_HOME: home }));
  expect(leftovers.filter(isThere)).toEqual([]);
  expect([...going, ...whole].filter(isThere)).toEqual([...going, ...whole]);
});
