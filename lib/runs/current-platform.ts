import type { Db } from "../db/client.ts";
import { engineStatus } from "../status/schemas.ts";
import { isWorkerAlive } from "../status/worker-alive.ts";

/** The platform that a run is for: that of the engine which a worker talks to, else of this machine. */
export async function currentPlatform(database: Db): Promise<string> {
  const workers = await database.worker.findMany({ orderBy: { heartbeatAt: "desc" }, take: 10 });
  for (const worker of workers.filter((each) => isWorkerAlive(each.heartbeatAt))) {
    const platform = engineStatus.safeParse(worker.engine).data?.platform;
    if (platform) return platform;
  }
  return process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
}
