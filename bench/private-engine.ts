import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectEngine } from "../lib/engine/connect.ts";
import type { Engine } from "../lib/engine/types.ts";

export type PrivateEngine = { engine: Engine; stop: () => Promise<void> };

/** An engine for one measurement: its cache can be pruned without anybody's loss. Needs root and dockerd. */
export async function startPrivateEngine(folder: string): Promise<PrivateEngine> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const settings = join(folder, "settings.json");
  await writeFile(settings, "{}\n");
  const log = await open(join(folder, "log"), "w");
  const host = `unix://${join(folder, "docker.sock")}`;
  const folders = ["data-root", "exec-root", "pidfile"].map((name) => `--${name}=${join(folder, name)}`);
  const server = spawn(
    "dockerd",
    [
      ...["--config-file", settings, "--host", host, ...folders],
      ...["--bridge=none", "--iptables=false", "--ip-masq=false"],
    ],
    { stdio: ["ignore", log.fd, log.fd] },
  );
  const ended = once(server, "exit");
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    await log.close();
    await rm(folder, { recursive: true, force: true });
  };
  const engine = connectEngine(host);
  for (let attempt = 0; attempt < 300 && server.exitCode === null; attempt += 1) {
    const isUp = await engine.info().then(
      () => true,
      () => false,
    );
    if (isUp) return { engine, stop };
    await sleep(100);
  }
  throw new Error(`dockerd did not start; see ${join(folder, "log")}`);
}
