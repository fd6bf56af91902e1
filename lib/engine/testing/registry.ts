import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "../../free-port.ts";
import { createDocker } from "../modem.ts";

export type TestRegistry = {
  /** `127.0.0.1:PORT` */
  address: string;
  stop: () => Promise<void>;
};

/** Another process may take a free port before the registry does. */
const MOST_TRIES = 3;

/** A registry of Debian's docker-registry on loopback; undefined, said aloud, where the program is not installed. */
export async function startRegistry(): Promise<TestRegistry | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const registry = await tryPort();
    if (registry) return registry;
  }
  console.warn("SKIPPED: docker-registry does not start (Debian: apt-get install docker-registry)");
  return undefined;
}

async function tryPort(): Promise<TestRegistry | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "image-diet-registry-"));
  const address = `127.0.0.1:${await findFreePort()}`;
  const config = join(folder, "config.yml");
  await writeFile(
    config,
    `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${join(folder, "data")} } }\nhttp: { addr: "${address}" }\n`,
  );
  const child = spawn("docker-registry", ["serve", config], { stdio: "ignore" });
  const stop = () => stopRegistry(child, folder);
  if (await answers(child, address)) return { address, stop };
  await stop();
  return undefined;
}

/** Puts an image of an engine into a registry as `name:tag`. */
export async function pushImage(
  { address }: TestRegistry,
  engineHost: string,
  { image, name, tag }: { image: string; name: string; tag: string },
): Promise<void> {
  const docker = createDocker(engineHost);
  await docker.getImage(image).tag({ repo: `${address}/${name}`, tag });
  const progress = await docker
    .getImage(`${address}/${name}`)
    .push({ tag, authconfig: { username: "", password: "" } });
  const said = await text(progress);
  if (said.includes('"error"')) throw new Error(said);
  await docker.getImage(`${address}/${name}:${tag}`).remove();
}

async function answers(child: ChildProcess, address: string): Promise<boolean> {
  let isGone = false;
  child.once("error", () => {
    isGone = true;
  });
  for (let attempt = 0; attempt < 600 && !isGone && child.exitCode === null; attempt += 1) {
    const isUp = await fetch(`http://${address}/v2/`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return true;
    await sleep(100);
  }
  return false;
}

async function stopRegistry(child: ChildProcess, folder: string): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null) {
    const ended = once(child, "exit");
    child.kill();
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}
