import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findStartTime, identify, isRunning, waitUntil } from "./processes.mjs";
import { endRemains, stopAll, stopOne } from "./stop.mjs";

/**
 * @param {import("./stop.mjs").Role} role
 * @param {string} script
 */
async function startChild(role, script) {
  const child = spawn("sh", ["-c", `${script}\necho ready; while :; do sleep 0.05; done`], {
    detached: true,
  });
  await once(child.stdout, "data");
  const identity = identify(child.pid ?? 0);
  if (!identity) throw new Error("the child has ended");
  return { ...identity, role };
}

describe("stopAll", () => {
  it("stops in the order web, worker, engine, PostgreSQL", async () => {
    // Each says itself when it ends: whoever looks from outside may see two ends at once.
    const folder = mkdtempSync(join(tmpdir(), "image-diet-stop-"));
    const roles = /** @type {const} */ (["postgres", "engine", "worker", "web"]);
    const children = await Promise.all(
      roles.map((role) => startChild(role, `trap 'echo ${role} >> ${folder}/ended; exit' INT TERM`)),
    );
    await stopAll(children);
    const ended = readFileSync(join(folder, "ended"), "utf8").trim().split("\n");
    rmSync(folder, { recursive: true });
    expect(ended).toEqual(["web", "worker", "engine", "postgres"]);
  });

  it("never kills PostgreSQL: SIGQUIT follows SIGINT", async () => {
    const folder = mkdtempSync(join(tmpdir(), "image-diet-stop-"));
    const child = await startChild("postgres", `trap '' INT TERM; trap 'echo > ${folder}/quit; exit' QUIT`);
    await stopAll([child]);
    expect(await waitUntil(() => !isRunning(child), 50_000)).toBe(true);
    expect(existsSync(join(folder, "quit"))).toBe(true);
    rmSync(folder, { recursive: true });
  });
});

describe("stopOne", () => {
  it("insists where a web process does not listen", async () => {
    const child = await startChild("web", "trap '' TERM INT");
    await stopOne(child);
    expect(await waitUntil(() => !isRunning(child), 50_000)).toBe(true);
  });

  it("leaves a process alone that has the number of one that is gone", async () => {
    const child = await startChild("web", "");
    await stopOne({ ...child, startedAt: "another boot/1" });
    expect(isRunning(child)).toBe(true);
    await stopOne(child);
  });
});

describe("endRemains", () => {
  it("ends what a killed worker had started", async () => {
    const leader = spawn("sh", ["-c", "sleep 60 & echo $!; wait"], { detached: true });
    const [line] = await once(leader.stdout, "data");
    const grandchild = Number(String(line));
    const identity = identify(leader.pid ?? 0);
    if (!identity) throw new Error("the leader has ended");
    leader.kill("SIGKILL");
    await once(leader, "exit");
    expect(findStartTime(grandchild)).toBeDefined();
    endRemains({ ...identity, role: "worker" });
    expect(await waitUntil(() => findStartTime(grandchild) === undefined, 50_000)).toBe(true);
  });

  it.skipIf(process.platform !== "linux")("finds what has left the group by its mark", async () => {
    const mark = `IMAGE_DIET_PART=test-${process.pid}`;
    const leader = spawn("sh", ["-c", "setsid sleep 60 & echo $!; wait"], {
      detached: true,
      env: { ...process.env, IMAGE_DIET_PART: `test-${process.pid}` },
    });
    const [line] = await once(leader.stdout, "data");
    const grandchild = Number(String(line));
    const identity = identify(leader.pid ?? 0);
    if (!identity) throw new Error("the leader has ended");
    leader.kill("SIGKILL");
    await once(leader, "exit");
    endRemains({ ...identity, role: "worker" });
    expect(findStartTime(grandchild)).toBeDefined();
    endRemains({ ...identity, role: "worker", mark });
    expect(await waitUntil(() => findStartTime(grandchild) === undefined, 50_000)).toBe(true);
  });
});
