import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findPart, launch, listProcesses } from "../testing/launch.mjs";
import { listSockets } from "./find-engine.mjs";
import { pickPort } from "./ports.mjs";
import { waitUntil } from "./processes.mjs";
import { findProgram } from "./run-program.mjs";
import { getHttp } from "./wait-for-http.mjs";

const engineHost = process.env.DOCKER_HOST ?? "";
const canStartOne = process.getuid?.() === 0 && (await findProgram("dockerd")) !== undefined;
const hasUsual = listSockets(process.env).some((path) => existsSync(path));

/** @type {string} */
let home;
/** @type {ReturnType<typeof launch> | undefined} */
let running;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "image-diet-home-"));
});
afterEach(async () => {
  running?.child.kill("SIGTERM");
  await running?.exit;
  running = undefined;
});
afterAll(async () => {
  await waitUntil(() => listProcesses(home).length === 0, 20_000);
  rmSync(home, { recursive: true, force: true });
});

/** @param {Record<string, string | undefined>} env */
async function start(env) {
  const port = await pickPort("127.0.0.1");
  running = launch({ home, args: ["--port", String(port)], env });
  return { launched: running, url: await running.waitForUrl() };
}

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
    const { launched, url } = await start({ DOCKER_HOST: `unix://${path}` });
    await launched.waitFor(/read-only until there is one: start that engine, or unset DOCKER_HOST/);
    expect((await fetch(url)).status).toBe(200);
    expect(await readEngine(url)).toMatchObject({ available: false, reason: expect.any(String) });

    const server = await openSocket(path);
    await launched.waitFor(/builds can start/);
    await waitUntil(async () => (await readEngine(url)).available, 30_000, 250);
    expect(await readEngine(url)).toMatchObject({ available: true, version: expect.any(String) });
    server.close();
  });
});

describe("a private Docker Engine", () => {
  it("is started, started again after a kill, and stopped in the end", async ({ skip }) => {
    skip(!canStartOne, "dockerd and root are needed to start an engine");
    skip(hasUsual, "this machine has an engine at one of the usual sockets");
    const { launched } = await start({ DOCKER_HOST: undefined });
    const socketPath = join(home, "engine/docker.sock");
    expect(launched.output()).toContain(`at unix://${socketPath}`);
    const pid = findPart(home, "engine") ?? 0;
    process.kill(pid, "SIGKILL");
    await waitUntil(() => ![undefined, pid].includes(findPart(home, "engine")), 20_000);
    const ping = async () => (await getHttp({ socketPath, path: "/_ping" }))?.status === 200;
    expect(await waitUntil(ping, 30_000)).toBe(true);

    launched.child.kill("SIGTERM");
    expect(await launched.exit).toBe(0);
    expect(listProcesses(home)).toEqual([]);
  });
});
