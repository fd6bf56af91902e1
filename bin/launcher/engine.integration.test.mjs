import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPart, killPart, listProcesses, PATIENCE_MS, provideLauncher } from "../testing/launch.mjs";
import { listSockets } from "./find-engine.mjs";
import { pickPort } from "./ports.mjs";
import { waitUntil } from "./processes.mjs";
import { inProject } from "./project.mjs";
import { findProgram } from "./run-program.mjs";
import { getHttp } from "./wait-for-http.mjs";

const engineHost = process.env.DOCKER_HOST ?? "";
const canStartOne = process.getuid?.() === 0 && (await findProgram("dockerd")) !== undefined;
const hasUsual = listSockets(process.env).some((path) => existsSync(path));

const { home, start, startOnFreePort } = provideLauncher();

/** @param {string} url */
async function readEngine(url) {
  const answer = await fetch(`${url}/api/v1/status`);
  return (await answer.json()).engine;
}

/** An engine's socket that leads to the tests' engine. @param {string} path */
async function openSocket(path) {
  const target = engineHost.replace("unix://", "");
  const server = createServer((socket) => {
    const engine = connect(target);
    socket.pipe(engine).pipe(socket);
    for (const end of [socket, engine]) {
      end.on("error", () => {
        socket.destroy();
        engine.destroy();
      });
    }
  });
  await new Promise((resolve) => server.listen(path, () => resolve(undefined)));
  return server;
}

describe("without a Docker Engine", () => {
  it("comes up, says what to do, and picks the engine up once it is there", async ({ skip }) => {
    skip(!engineHost.startsWith("unix://"), "DOCKER_HOST names no engine's socket");
    const path = join(home, "engine.sock");
    const { launched, url } = await startOnFreePort({ DOCKER_HOST: `unix://${path}` });
    await launched.waitFor(/read-only until there is one: start that engine, or unset DOCKER_HOST/);
    expect((await fetch(url)).status).toBe(200);
    expect(await readEngine(url)).toMatchObject({ available: false, reason: expect.any(String) });

    const server = await openSocket(path);
    await launched.waitFor(/builds can start/);
    await waitUntil(async () => (await readEngine(url)).available, PATIENCE_MS, 250);
    expect(await readEngine(url)).toMatchObject({ available: true, version: expect.any(String) });
    server.close();
  });
});

describe("without dockerd, and with --no-install", () => {
  it("installs nothing, says what is missing and what to do, and shows the dashboard", async ({ skip }) => {
    const dockerd = await findProgram("dockerd");
    skip(!canStartOne || !dockerd, "dockerd and root are needed to hide an engine");
    skip(hasUsual, "this machine has an engine at one of the usual sockets");
    const port = await pickPort("127.0.0.1");
    const script = `${process.execPath} ${inProject("bin/start.mjs")} --no-install --no-first-run --port ${port}`;
    // The machine's dockerd is hidden from the launcher alone.
    const launched = start({
      command: "unshare",
      commandArgs: ["--mount", "sh", "-c", `mount --bind /dev/null ${dockerd} && exec ${script}`],
      env: { DOCKER_HOST: undefined },
    });
    const url = await launched.waitForUrl();
    await launched.waitFor(/none: .*, and dockerd is not installed/);
    await launched.waitFor(
      /read-only until there is one: start without --no-install, or run apt-get install docker\.io, or set DOCKER_HOST/,
    );
    expect(launched.output()).not.toContain("apt-get install docker.io debootstrap, because");
    expect((await fetch(url)).status).toBe(200);
    expect(findPart(home, "engine")).toBeUndefined();
    // the worker may still be about to look
    await waitUntil(async () => Boolean((await readEngine(url)).cure), PATIENCE_MS, 250);
    expect(await readEngine(url)).toMatchObject({ available: false, cure: expect.stringMatching(/\S/) });
    expect(execFileSync(dockerd ?? "", ["--version"]).toString()).toContain("Docker");
  });
});

describe("a private Docker Engine", () => {
  it("is started, started again after a kill, and stopped in the end", async ({ skip }) => {
    skip(!canStartOne, "dockerd and root are needed to start an engine");
    skip(hasUsual, "this machine has an engine at one of the usual sockets");
    const { launched } = await startOnFreePort({ DOCKER_HOST: undefined });
    const socketPath = join(home, "engine/docker.sock");
    // Pages are served before it, where it takes longer.
    await launched.waitFor(/Docker Engine \S+ at unix:/);
    expect(launched.output()).toContain(`at unix://${socketPath}`);
    await killPart(home, "engine");
    const ping = async () => (await getHttp({ socketPath, path: "/_ping" }))?.status === 200;
    expect(await waitUntil(ping, PATIENCE_MS)).toBe(true);

    launched.child.kill("SIGTERM");
    expect(await launched.exit).toBe(0);
    await expect.poll(() => listProcesses(home), { timeout: PATIENCE_MS }).toEqual([]);
  });
});
