import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { launch, listProcesses } from "../testing/launch.mjs";
import { EXIT } from "./failure.mjs";
import { inProject } from "./project.mjs";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "image-diet-refusal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The last line of what was printed. @param {string} output */
function lastLine(output) {
  return output.trimEnd().split("\n").at(-1);
}

describe("npm start", () => {
  it("lists its options", async () => {
    const launched = launch({ home: join(folder, "home"), args: ["--help"] });
    expect(await launched.exit).toBe(0);
    for (const option of ["--port", "--home", "--no-install", "--no-first-run", "DOCKER_HOST"]) {
      expect(launched.output()).toContain(option);
    }
    expect(existsSync(join(folder, "home"))).toBe(false);
  });

  it("refuses an option that it does not know", async () => {
    const launched = launch({ home: folder, args: ["--prot", "1"] });
    expect(await launched.exit).toBe(EXIT.badInput);
    expect(lastLine(launched.output())).toMatch(
      /Unknown option '--prot': `npm start -- --help` lists the options/,
    );
  });

  it.each(["file", "file/below"])("refuses a state directory that cannot be one: %s", async (name) => {
    writeFileSync(join(folder, "file"), "");
    const launched = launch({ home: join(folder, name) });
    expect(await launched.exit).toBe(EXIT.badInput);
    expect(launched.output()).toBe(
      `\nThe state directory ${join(folder, name)} cannot be used, because ${join(folder, "file")} is a file: ` +
        "choose another one with --home or IMAGE_DIET_HOME.\n",
    );
  });

  it("refuses a state directory on a file system that is read-only", async ({ skip }) => {
    const home = join(folder, "read-only");
    mkdirSync(home);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", home], { stdio: "ignore" });
    } catch {
      skip("a file system can only be mounted by root");
    }
    try {
      const launched = launch({ home });
      expect(await launched.exit).toBe(EXIT.badInput);
      expect(launched.output()).toBe(
        `\nThe state directory ${home} cannot be used, because its file system is read-only: ` +
          "choose another one with --home or IMAGE_DIET_HOME.\n",
      );
    } finally {
      execFileSync("umount", [home]);
    }
  });

  it("refuses a full disk", async ({ skip }) => {
    const home = join(folder, "small");
    mkdirSync(home);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", home], { stdio: "ignore" });
    } catch {
      skip("a small file system can only be mounted by root");
    }
    try {
      const launched = launch({ home });
      expect(await launched.exit).toBe(EXIT.diskFull);
      expect(lastLine(launched.output())).toBe(
        `The disk that holds ${home} is full: free some space and start again.`,
      );
    } finally {
      execFileSync("umount", [home]);
    }
  });

  it("says that the dependencies need the network, and leaves nothing running", async () => {
    const checkout = join(folder, "checkout");
    const home = join(folder, "home");
    for (const name of ["package.json", "package-lock.json", "bin/start.mjs", "bin/generate.mjs"]) {
      cpSync(inProject(name), join(checkout, name));
    }
    cpSync(inProject("bin/launcher"), join(checkout, "bin/launcher"), { recursive: true });
    const launched = launch({
      home,
      cwd: checkout,
      command: process.execPath,
      commandArgs: ["bin/start.mjs"],
      env: {
        npm_config_registry: "http://127.0.0.1:9",
        npm_config_cache: join(folder, "cache"),
        npm_config_fetch_retries: "0",
      },
    });
    expect(await launched.exit).toBe(EXIT.network);
    expect(lastLine(launched.output())).toBe(
      "Installing the dependencies needs the network, and npm's registry could not be reached: connect (or set the proxy) and start again.",
    );
    expect(listProcesses(home)).toEqual([]);
    expect(readdirSync(home)).toEqual(["logs"]);
  });

  it("says what is wrong with a database of one's own", async () => {
    const launched = launch({
      home: join(folder, "home"),
      env: { DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" },
    });
    expect(await launched.exit).toBe(EXIT.database);
    expect(launched.output()).toMatch(
      /The database cannot be brought up to date: PostgreSQL cannot be reached/,
    );
  });
});
