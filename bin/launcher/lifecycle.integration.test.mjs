import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { killPart, launch, listProcesses, PATIENCE_MS, provideLauncher } from "../testing/launch.mjs";
import { pickPort } from "./ports.mjs";
import { waitUntil } from "./processes.mjs";
import { readRecord } from "./running-instance.mjs";

const { home, start, startOnFreePort } = provideLauncher();

/** @param {string} url */
async function readStatus(url) {
  const answer = await fetch(`${url}/api/v1/status`);
  return { status: answer.status, body: await answer.json() };
}

/** Where the machine is slow, the last ones may be ending still. */
async function expectNothingLeft() {
  await expect.poll(() => listProcesses(home), { timeout: PATIENCE_MS }).toEqual([]);
}

describe("npm start", () => {
  it("serves pages, is found by a second start, and stops without a trace on SIGTERM", async () => {
    const { launched, url } = await startOnFreePort();
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Image Diet");
    expect((await readStatus(url)).body).toMatchObject({ database: { available: true } });

    const second = launch({ home });
    expect(await second.exit).toBe(0);
    expect(second.output()).toBe(`Image Diet already runs at ${url}\n`);
    expect((await fetch(url)).status).toBe(200);

    launched.child.kill("SIGTERM");
    expect(await launched.exit).toBe(0);
    await expectNothingLeft();
    expect(existsSync(join(home, "launcher.json"))).toBe(false);
    expect(existsSync(join(home, "launcher.lock"))).toBe(false);
  });

  it("takes the next free port, and says so", async () => {
    const server = createServer();
    const port = await pickPort("127.0.0.1");
    await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
    const launched = start({ args: ["--port", String(port)] });
    const url = await launched.waitForUrl();
    server.close();
    const used = Number(new URL(url).port);
    expect(used).toBeGreaterThan(port);
    expect(launched.output()).toContain(`port ${port} is taken; using ${used}`);
  });

  it("leaves no process behind when it is killed, and starts again", async () => {
    const first = await startOnFreePort();
    first.launched.child.kill("SIGKILL");
    await first.launched.exit;
    const second = await startOnFreePort();
    expect((await fetch(second.url)).status).toBe(200);

    second.launched.child.kill("SIGKILL");
    await expectNothingLeft();
    expect(existsSync(join(home, "launcher.lock"))).toBe(false);
  });

  it("stops what is left when launcher and keeper are killed together", async () => {
    const first = await startOnFreePort();
    const left = readRecord(home);
    if (!left?.keeper) throw new Error("The launcher says nothing of a keeper.");
    // Or it would start another keeper between the two.
    first.launched.child.kill("SIGSTOP");
    process.kill(left.keeper.pid, "SIGKILL");
    first.launched.child.kill("SIGKILL");
    await first.launched.exit;
    expect(listProcesses(home)).not.toEqual([]);

    await startOnFreePort();
    const pids = left.children.map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThan(1);
    expect(listProcesses(home).filter((line) => pids.includes(Number.parseInt(line, 10)))).toEqual([]);
  });

  it.each(/** @type {const} */ (["web", "worker", "postgres"]))("starts a killed %s again", async (role) => {
    const { url } = await startOnFreePort();
    await killPart(home, role);
    const answers = await waitUntil(async () => {
      const answer = await readStatus(url).catch(() => undefined);
      return answer?.status === 200 && answer.body.database.available;
    }, PATIENCE_MS);
    expect(answers).toBe(true);
  });

  it("starts over a lock and a PostgreSQL pid file whose numbers are other processes' now", async () => {
    const { launched } = await startOnFreePort();
    const pidPath = join(home, "postgres/postmaster.pid");
    const lines = readFileSync(pidPath, "utf8").split("\n");
    launched.child.kill("SIGTERM");
    await launched.exit;

    writeFileSync(pidPath, [process.pid, ...lines.slice(1)].join("\n"));
    writeFileSync(
      join(home, "launcher.lock"),
      JSON.stringify({ pid: process.pid, startedAt: "another boot/1" }),
    );
    const { url } = await startOnFreePort();
    expect((await readStatus(url)).body).toMatchObject({ database: { available: true } });
  });

  it("stops when the npm that started it is killed", async () => {
    const port = await pickPort("127.0.0.1");
    const script = `${process.execPath} bin/start.mjs --no-install --no-first-run --port ${port}`;
    const npm = start({
      command: "sh",
      // As npm does it: a process that runs the script in a shell and waits.
      commandArgs: ["-c", `sh -c '${script}; true' & wait`],
      env: { npm_lifecycle_event: "start" },
    });
    await npm.waitForUrl();
    npm.child.kill("SIGKILL");
    await expectNothingLeft();
  });
});
