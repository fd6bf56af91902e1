import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { releaseLock, takeLock, withLock } from "./lock.mjs";
import { identify } from "./processes.mjs";

/** @type {string} */
let folder;
/** @type {string} */
let path;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "image-diet-lock-"));
  path = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("takeLock", () => {
  it("takes a free lock and leaves nothing else behind", async () => {
    expect(await takeLock(path)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(["lock"]);
    releaseLock(path);
    expect(existsSync(path)).toBe(false);
  });

  it("names the holder that runs, and takes its lock once it has died", async () => {
    const holder = spawn("sleep", ["60"]);
    const identity = identify(holder.pid ?? 0);
    writeFileSync(path, JSON.stringify(identity));
    expect(await takeLock(path)).toEqual(identity);
    const ended = new Promise((resolve) => holder.on("exit", resolve));
    holder.kill("SIGKILL");
    await ended;
    expect(await takeLock(path)).toBeUndefined();
    expect(JSON.parse(readFileSync(path, "utf8")).pid).toBe(process.pid);
  });

  it("is not fooled by a holder whose number is another process's now", async () => {
    writeFileSync(path, JSON.stringify({ pid: process.ppid, startedAt: "another boot/1" }));
    expect(await takeLock(path)).toBeUndefined();
  });

  it("takes a lock that was cut short", async () => {
    writeFileSync(path, '{"pid":');
    expect(await takeLock(path)).toBeUndefined();
  });
});

describe("releaseLock", () => {
  it("leaves somebody else's lock alone", () => {
    writeFileSync(path, JSON.stringify(identify(process.ppid)));
    releaseLock(path);
    expect(existsSync(path)).toBe(true);
  });
});

describe("withLock", () => {
  it("waits for the holder, says so once, and gives the lock back after a failure", async () => {
    const holder = spawn("sleep", ["60"]);
    writeFileSync(path, JSON.stringify(identify(holder.pid ?? 0)));
    let waits = 0;
    const work = withLock(
      path,
      () => {
        waits += 1;
        holder.kill("SIGKILL");
      },
      async () => {
        throw new Error("the work");
      },
    );
    await expect(work).rejects.toThrow("the work");
    expect(waits).toBe(1);
    expect(existsSync(path)).toBe(false);
  });
});
