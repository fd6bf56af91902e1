import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { createDocker } from "../../engine/modem.ts";
import { findFreePort } from "../../free-port.ts";

export type TestContainer = {
  get: (path: string) => Promise<{ status: number; body: unknown }>;
  /** Runs a program inside and gives its exit status. */
  exec: (...command: string[]) => Promise<number>;
  /** SIGTERM, and SIGKILL after ten seconds; the exit status. */
  stop: () => Promise<number>;
  remove: () => Promise<void>;
};

/** Runs a service as it should be run (read-only, no capabilities, no new privileges) and waits until it is healthy. */
export async function runService(
  engineHost: string,
  image: string,
  options: { environment?: Record<string, string>; binds?: string[] } = {},
): Promise<TestContainer> {
  const docker = createDocker(engineHost);
  const address = `127.0.0.1:${await findFreePort()}`;
  const environment = { ADDR: address, ...options.environment };
  const container = await docker.createContainer({
    Image: image,
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    HostConfig: {
      NetworkMode: "host",
      ReadonlyRootfs: true,
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      Binds: options.binds ?? [],
    },
  });
  const remove = async () => {
    await container.remove({ force: true });
  };
  try {
    await container.start();
    await waitUntilHealthy(address);
  } catch (error) {
    const said = await container.logs({ stdout: true, stderr: true });
    await remove();
    throw new Error(`${image} does not answer: ${String(said)}`, { cause: error });
  }
  return {
    get: async (path) => {
      const response = await fetch(`http://${address}${path}`);
      return { status: response.status, body: await response.json() };
    },
    exec: async (...command) => {
      const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
      await text(await exec.start({}));
      return (await exec.inspect()).ExitCode ?? -1;
    },
    stop: async () => {
      await container.stop({ t: 10 });
      return (await container.inspect()).State.ExitCode;
    },
    remove,
  };
}

/** An image's config as the engine has it. */
export async function readConfig(engineHost: string, image: string) {
  return (await createDocker(engineHost).getImage(image).inspect()).Config;
}

async function waitUntilHealthy(address: string): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const isUp = await fetch(`http://${address}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await sleep(100);
  }
  throw new Error("not healthy in time");
}
