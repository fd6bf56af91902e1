import { setTimeout as sleep } from "node:timers/promises";
import { createDocker } from "@/lib/engine/modem.ts";

/** What became of a container that was started: the engine refused to, it ended, or it answers its health check. */
export type Started = { outcome: "refused" | "ended" | "answers"; said: string };

/** Starts an image's own command, waits until it answers on this address or is gone, and removes it. */
export async function startProgram(engineHost: string, image: string, address: string): Promise<Started> {
  const docker = createDocker(engineHost);
  const container = await docker.createContainer({
    Image: image,
    Env: [`ADDR=${address}`],
    HostConfig: { NetworkMode: "host", ReadonlyRootfs: true, CapDrop: ["ALL"] },
  });
  try {
    try {
      await container.start();
    } catch (error) {
      return { outcome: "refused", said: error instanceof Error ? error.message : String(error) };
    }
    for (;;) {
      if (await answers(address)) return { outcome: "answers", said: "" };
      if (!(await container.inspect()).State.Running) {
        return { outcome: "ended", said: String(await container.logs({ stdout: true, stderr: true })) };
      }
      await sleep(50);
    }
  } finally {
    await container.remove({ force: true });
  }
}

function answers(address: string): Promise<boolean> {
  return fetch(`http://${address}/health`).then(
    (response) => response.ok,
    () => false,
  );
}

/** The exit status of a command in an image; undefined where the engine cannot start it. */
export async function runCommand(
  engineHost: string,
  image: string,
  command: readonly string[],
): Promise<number | undefined> {
  const [program = "", ...rest] = command;
  const docker = createDocker(engineHost);
  const container = await docker.createContainer({
    Image: image,
    Entrypoint: [program],
    Cmd: rest,
    HostConfig: { NetworkMode: "none" },
  });
  try {
    await container.start();
    return (await container.wait()).StatusCode;
  } catch {
    return undefined;
  } finally {
    await container.remove({ force: true });
  }
}
