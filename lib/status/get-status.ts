import packageJson from "../../package.json" with { type: "json" };
import { type Db, db, type Prisma } from "../db/client.ts";
import { present } from "../db/fields.ts";
import { readDiskFree } from "../disk-free.ts";
import { env } from "../env.ts";
import { GOING } from "../job-status.ts";
import { BASE_ROLES } from "../variants/variants.ts";
import { readEngine } from "./read-engine.ts";
import { type EngineStatus, type StatusView, scannerStatus } from "./schemas.ts";
import { toBaseStatusView } from "./to-base-status-view.ts";
import { isWorkerAlive } from "./worker-alive.ts";

type WorkerRow = Prisma.WorkerGetPayload<object>;

const web = { version: packageJson.version };

const NO_WORKER: EngineStatus = {
  available: false,
  reason: "No worker is running, so there is nobody to ask the engine.",
  cure: "Start it with npm start.",
};

/** The state of every part, as rows tell it: the web process never asks an engine. Never throws. */
export async function getStatus(database?: Db): Promise<StatusView> {
  // Looked at here, not only by the worker: on a full disk a worker cannot write that the disk is full.
  const diskFreeBytes = await readOwnDisk();
  const status = await readStatus(database).catch(withoutDatabase);
  return { ...status, ...present("diskFreeBytes", diskFreeBytes ?? status.diskFreeBytes) };
}

async function readOwnDisk(): Promise<number | undefined> {
  try {
    return await readDiskFree(env().home);
  } catch {
    return undefined;
  }
}

async function readStatus(given?: Db): Promise<StatusView> {
  const database = given ?? db();
  const [version, workers, bases, counts] = await Promise.all([
    database.$queryRaw<{ server_version: string }[]>`SHOW server_version`,
    database.worker.findMany({ orderBy: { heartbeatAt: "desc" }, take: 50 }),
    database.base.findMany(),
    database.build.groupBy({
      by: ["status"],
      where: { status: { in: [...GOING] } },
      _count: true,
    }),
  ]);
  const alive = workers.filter((worker) => isWorkerAlive(worker.heartbeatAt));
  const speaker = alive.find((worker) => readEngine(worker).available) ?? alive[0];
  const count = (status: string) => counts.find((each) => each.status === status)?._count ?? 0;
  const disk = speaker?.diskFreeBytes;
  return {
    web,
    database: { available: true, ...present("version", version[0]?.server_version) },
    engine: speaker ? readEngine(speaker) : NO_WORKER,
    worker: { alive: alive.length > 0, count: alive.length },
    scanner: readScanner(speaker),
    bases: BASE_ROLES.flatMap((role) => bases.filter((base) => base.role === role)).map(toBaseStatusView),
    queue: { running: count("running"), queued: count("queued") },
    ...present("diskFreeBytes", disk === null || disk === undefined ? undefined : Number(disk)),
  };
}

function readScanner(worker: WorkerRow | undefined): StatusView["scanner"] {
  const parsed = scannerStatus.safeParse(worker?.scanner);
  return parsed.success
    ? parsed.data
    : { available: false, reason: "No worker has looked for a scanner yet." };
}

function withoutDatabase(): StatusView {
  const reason = "PostgreSQL cannot be reached, so nothing is known about it.";
  return {
    web,
    database: { available: false },
    engine: { available: false, reason },
    worker: { alive: false, count: 0 },
    scanner: { available: false, reason },
    bases: [],
    queue: { running: 0, queued: 0 },
  };
}
