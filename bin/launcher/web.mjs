import { join } from "node:path";
import { EXIT, LaunchFailure } from "./failure.mjs";
import { nodeArguments } from "./migrate.mjs";
import { findFreePort } from "./ports.mjs";
import { waitUntil } from "./processes.mjs";
import { PINNED_NODE, ROOT } from "./project.mjs";
import { readLogEnd, superviseProcess } from "./supervise.mjs";
import { getHttp } from "./wait-for-http.mjs";

const READY_TIMEOUT_MS = 60_000;

/**
 * Starts the web server on the wanted port, or the next free one, and keeps it running.
 * @param {{ home: string, host: string, port: number, distDir: string, env: Record<string, string | undefined>,
 *   say: (name: string, text: string) => void }} options
 */
export async function startWeb({ home, host, port: wanted, distDir, env, say }) {
  const logPath = join(home, "logs/web.log");
  for (let from = wanted; ; ) {
    const port = await findFreePort(host, from);
    if (port !== from) say("web", `port ${from} is taken; using ${port}`);
    const server = superviseProcess({
      role: "web",
      command: PINNED_NODE,
      args: nodeArguments("bin/web.ts"),
      cwd: ROOT,
      env: {
        ...env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        IMAGE_DIET_DIST_DIR: distDir,
        HOST: host,
        PORT: String(port),
        // An engine's socket is root on its host: the web process has none.
        DOCKER_HOST: undefined,
      },
      logPath,
      say,
    });
    const listening = await waitUntil(
      async () => server.findEnd() !== undefined || (await getPage(host, port, "/icon.svg")) !== undefined,
      READY_TIMEOUT_MS,
    );
    if (listening && server.findEnd() === undefined) return { server, port, url: toUrl(host, port) };
    await server.stop();
    const end = readLogEnd(logPath, 12);
    // Somebody took the port between the look and the start.
    if (!end.includes("EADDRINUSE")) {
      throw new LaunchFailure(`The web server does not start:\n${end}`, EXIT.internal);
    }
    from = port + 1;
  }
}

/**
 * The first page's status, once it has one below 500 or 20 seconds are over.
 * @param {string} host
 * @param {number} port
 */
export async function waitForPage(host, port) {
  let status = 0;
  await waitUntil(async () => {
    status = (await getPage(host, port, "/"))?.status ?? 0;
    return status > 0 && status < 500;
  }, 20_000);
  return status;
}

/** @param {string} host @param {number} port @param {string} path */
function getPage(host, port, path) {
  // An address to connect to: "every address" is none.
  const target = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return getHttp({ host: target, port, path }, 10_000);
}

/** @param {string} host @param {number} port */
function toUrl(host, port) {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
