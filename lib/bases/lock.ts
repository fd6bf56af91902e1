import { createHash } from "node:crypto";
import { createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../errors.ts";

const POLL_MS = 200;

/**
 * Runs `work` while nobody else on this machine holds the lock of that name, in this process or another. The lock is
 * an abstract socket of Linux: it ends with its process, so there is none to clean up. `onWait` is called once where
 * somebody else has it. Throws cancelled when the signal comes first.
 */
export async function withLock<T>(
  name: string,
  signal: AbortSignal,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const path = `\0image-diet-${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;
  let held = await tryTake(path);
  if (!held) onWait();
  while (!held) {
    await sleep(POLL_MS, undefined, { signal }).catch((cause: unknown) => {
      throw new AppError("cancelled", "Stopped while another process was at work.", { cause });
    });
    held = await tryTake(path);
  }
  const server = held;
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

async function tryTake(path: string): Promise<Server | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Server | undefined>();
  const server = createServer((connection) => connection.destroy());
  server.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") resolve(undefined);
    else reject(error);
  });
  server.listen({ path }, () => resolve(server));
  return promise;
}
