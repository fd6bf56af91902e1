import { Readable } from "node:stream";
import type Docker from "dockerode";
import { pack } from "tar-stream";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { readLogStream } from "./container-log.ts";
import { type PsAnswer, psAnswer, toProcesses } from "./container-processes.ts";
import type {
  ContainerRequest,
  ContainerState,
  EngineContainer,
  ListedContainer,
} from "./container-types.ts";
import { engineMessage, httpStatus, toEngineError } from "./engine-error.ts";
import { requestStream } from "./modem.ts";

/** The most that is read of a log before its end is kept. */
const LOG_READ_BYTES = 8 * 1024 * 1024;
const SAID_BYTES = 4096;
/** What is listed of a container's processes: `ps` on the engine's host knows these names everywhere. */
const PS_ARGUMENTS = "-eo pid,rss,nlwp,uid,gid";

const inspected = z.object({
  State: z.object({
    Running: z.boolean(),
    Pid: z.number(),
    ExitCode: z.number(),
    OOMKilled: z.boolean().catch(false),
    StartedAt: z.string(),
    FinishedAt: z.string(),
  }),
});

const stats = z.object({
  memory_stats: z.object({
    usage: z.number(),
    stats: z.record(z.string(), z.number()).catch({}),
  }),
});

const changes = z.array(z.object({ Path: z.string() })).nullable();
const listed = z.array(z.object({ Id: z.string(), Labels: z.record(z.string(), z.string()).nullable() }));

/** Makes a container: no capabilities, no new privileges, the host's network. Throws not-found (the image), engine-failed. */
export async function createContainer(
  docker: Docker,
  host: string,
  request: ContainerRequest,
): Promise<EngineContainer> {
  try {
    const { id } = await docker.createContainer({
      Image: request.image,
      ...(request.user === undefined ? {} : { User: request.user }),
      Env: Object.entries(request.environment).map(([name, value]) => `${name}=${value}`),
      Labels: request.labels,
      HostConfig: {
        NetworkMode: "host",
        ReadonlyRootfs: request.isRootReadOnly,
        CapDrop: ["ALL"],
        SecurityOpt: ["no-new-privileges"],
        Memory: request.memoryBytes,
        // the same as the memory: no swap
        MemorySwap: request.memoryBytes,
        PidsLimit: request.processes,
        RestartPolicy: { Name: "no" },
        LogConfig: {
          Type: "json-file",
          // Two files: with one, the engine empties the log whenever it is full, and what is read then may be nothing.
          Config: { "max-size": String(Math.ceil(request.logBytes / 2)), "max-file": "2" },
        },
      },
    });
    return openContainer(docker, host, id);
  } catch (error) {
    throw toEngineError(error, host, `Creating a container of ${request.image}`);
  }
}

/** The containers that have a label, whatever their state. */
export async function listContainers(docker: Docker, label: string): Promise<ListedContainer[]> {
  const found = listed.parse(await docker.listContainers({ all: true, filters: { label: [label] } }));
  return found.map(({ Id, Labels }) => ({ id: Id, labels: Labels ?? {} }));
}

/** Kills a container and takes it away with its anonymous volumes; one that is gone is no error. */
export async function removeContainer(docker: Docker, id: string): Promise<void> {
  await docker
    .getContainer(id)
    .remove({ force: true, v: true })
    .catch((error: unknown) => {
      // 409: somebody else removes it already
      const status = httpStatus(error);
      if (status !== 404 && status !== 409) throw error;
    });
}

/** A container that there is, by its id. Nothing is sent. */
function openContainer(docker: Docker, host: string, id: string): EngineContainer {
  const container = docker.getContainer(id);
  const name = `container ${id.slice(0, 12)}`;
  const call = async <T>(what: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw toEngineError(error, host, what, signal);
    }
  };
  return {
    id,
    start: () => start(docker, host, id),
    inspect: () => call(`Looking at ${name}`, async () => toState(await container.inspect())),
    wait: (signal) =>
      call(
        `Waiting for ${name}`,
        async () =>
          z.object({ StatusCode: z.number() }).parse(await container.wait({ abortSignal: signal }))
            .StatusCode,
        signal,
      ),
    stop: (graceSeconds) =>
      call(`Stopping ${name}`, async () => {
        await container.stop({ t: graceSeconds }).catch((error: unknown) => {
          // 304: it has ended already
          if (httpStatus(error) !== 304) throw error;
        });
      }),
    readLog: (bytes) =>
      call(`Reading the log of ${name}`, async () => {
        const log = await requestStream(docker, {
          path: `/containers/${id}/logs?`,
          method: "GET",
          options: { stdout: true, stderr: true },
          statusCodes: { 200: true, 404: "no such container", 500: "server error" },
        });
        const limits = { readBytes: LOG_READ_BYTES, keepBytes: bytes };
        return readLogStream(log, limits).finally(() => log.destroy());
      }),
    listProcesses: () =>
      call(`Listing the processes of ${name}`, async () => {
        const answer = await askForProcesses(container);
        return answer && toProcesses(answer);
      }),
    readMemoryBytes: () =>
      call(`Measuring ${name}`, async () => {
        const read = stats.safeParse(await container.stats({ stream: false, "one-shot": true }));
        if (!read.success) return undefined;
        const { usage, stats: parts } = read.data.memory_stats;
        // v2 and v1 of control groups have their own names for it
        return usage - (parts.inactive_file ?? parts.total_inactive_file ?? 0);
      }),
    listChanges: () =>
      call(`Listing the changes of ${name}`, async () =>
        (changes.parse(await container.changes()) ?? []).map(({ Path }) => Path),
      ),
    exec: (command, timeoutMs) => call(`Running in ${name}`, () => exec(container, command, timeoutMs)),
    putFile: (path, content) =>
      call(`Putting ${path} into ${name}`, async () => {
        const archive = pack();
        archive.entry({ name: path.replace(/^\/+/, ""), mode: 0o644 }, content);
        archive.finalize();
        await container.putArchive(Readable.from(archive), { path: "/" });
      }),
    remove: () => call(`Removing ${name}`, () => removeContainer(docker, id)),
  };
}

async function start(docker: Docker, host: string, id: string): Promise<void> {
  try {
    await docker.getContainer(id).start();
  } catch (error) {
    const failure = toEngineError(error, host, "Starting the container");
    // An engine answers 400, 404 or 500 where the image's program cannot be started, in other words each.
    if (failure.code === "engine-unavailable" || failure.code === "disk-full") throw failure;
    const said = engineMessage(error);
    throw new AppError("engine-failed", failure.message, { detail: { said }, cause: error });
  }
}

function toState(answer: unknown): ContainerState {
  const { State } = inspected.parse(answer);
  return {
    isRunning: State.Running,
    pid: State.Pid > 0 ? State.Pid : undefined,
    exitCode: State.ExitCode,
    isOutOfMemory: State.OOMKilled,
    startedAtMs: toMs(State.StartedAt),
    finishedAtMs: toMs(State.FinishedAt),
  };
}

/** `2026-11-22T02:41:00.123456789Z` in milliseconds with fractions; undefined for the year 1, which means never. */
export function toMs(iso: string): number | undefined {
  const whole = Date.parse(iso.replace(/\.\d+/, ""));
  if (Number.isNaN(whole) || whole <= 0) return undefined;
  const fraction = /\.(\d+)/.exec(iso)?.[1] ?? "0";
  return whole + Number(`0.${fraction}`) * 1000;
}

async function askForProcesses(container: Docker.Container): Promise<PsAnswer | undefined> {
  try {
    return psAnswer.parse(await container.top({ ps_args: PS_ARGUMENTS }));
  } catch (error) {
    // A host without ps, or with another's ps, cannot tell.
    if (httpStatus(error) !== undefined || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

async function exec(
  container: Docker.Container,
  command: readonly string[],
  timeoutMs: number,
): Promise<{ exitCode: number | undefined; said: string }> {
  const made = await container.exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true });
  try {
    const stream = await made.start({ hijack: false, stdin: false });
    const timer = setTimeout(() => stream.destroy(), timeoutMs);
    const limits = { readBytes: LOG_READ_BYTES, keepBytes: SAID_BYTES };
    const { text } = await readLogStream(stream, limits).finally(() => clearTimeout(timer));
    const { Running, ExitCode } = await made.inspect();
    return { exitCode: Running ? undefined : (ExitCode ?? undefined), said: text.trim() };
  } catch (error) {
    // Newer engines refuse where older ones answer with the runtime's words.
    if (httpStatus(error) === undefined) throw error;
    return { exitCode: 127, said: engineMessage(error).slice(0, SAID_BYTES) };
  }
}
