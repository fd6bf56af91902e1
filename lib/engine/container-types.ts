/** How a container is to run: as in production, with nothing that the image does not need. */
export type ContainerRequest = {
  /** By the name under which the engine holds it. */
  image: string;
  /** `uid:gid` in place of the image's own user. */
  user?: string;
  environment: Record<string, string>;
  labels: Record<string, string>;
  memoryBytes: number;
  /** How many processes and threads it may have. */
  processes: number;
  /** The engine keeps no more of its log than this. */
  logBytes: number;
  isRootReadOnly: boolean;
};

export type ContainerState = {
  isRunning: boolean;
  /** On the engine's host; undefined where nothing runs. */
  pid: number | undefined;
  exitCode: number;
  isOutOfMemory: boolean;
  /** The engine's clock, in milliseconds since 1970 with fractions; undefined where it never started or still runs. */
  startedAtMs: number | undefined;
  finishedAtMs: number | undefined;
};

/** What a container wrote, the newest part of it. */
export type ContainerLog = { text: string; isCut: boolean };

/** What `ps` on the engine's host says of a container's processes. */
export type ContainerProcess = { pid: number; rssBytes: number; threads: number; uid: number; gid: number };

/** One container of ours. Every method throws engine-unavailable, not-found (it is gone) and engine-failed. */
export interface EngineContainer {
  readonly id: string;
  /** Throws engine-failed with the engine's own words in `detail.said` where it refuses to start this image. */
  start(): Promise<void>;
  inspect(): Promise<ContainerState>;
  /** Resolves to the exit code when it ends. Throws cancelled (the signal). */
  wait(signal: AbortSignal): Promise<number>;
  /** SIGTERM, and SIGKILL so many seconds later. */
  stop(graceSeconds: number): Promise<void>;
  /** The last `bytes` of what it wrote to stdout and stderr. */
  readLog(bytes: number): Promise<ContainerLog>;
  /** Undefined where the engine's host cannot tell. */
  listProcesses(): Promise<ContainerProcess[] | undefined>;
  /** The memory of its control group without reclaimable file pages; undefined where the engine cannot tell. */
  readMemoryBytes(): Promise<number | undefined>;
  /** The paths that it added, changed or deleted; its root has to be writable. */
  listChanges(): Promise<string[]>;
  /** Runs a program inside, for so long at most: what was said and the exit code, which is undefined where it never ended. */
  exec(
    command: readonly string[],
    timeoutMs: number,
  ): Promise<{ exitCode: number | undefined; said: string }>;
  /** Puts a file in before it starts; its root has to be writable. */
  putFile(path: string, content: string): Promise<void>;
  /** Kills it and takes it away; one that is gone is no error. */
  remove(): Promise<void>;
}

export type ListedContainer = { id: string; labels: Record<string, string> };
