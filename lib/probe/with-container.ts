import { setTimeout as sleep } from "node:timers/promises";
import type { ContainerState, EngineContainer } from "../engine/container-types.ts";
import type { Engine } from "../engine/types.ts";
import { AppError } from "../errors.ts";
import { findFreePort } from "../free-port.ts";
import { type HealthAnswer, isHealthy, waitForHealth } from "./ask-health.ts";
import { explainFailure, type FailureFacts } from "./explain-failure.ts";
import { listListening } from "./listening.ts";
import { isProcessOf } from "./proc.ts";
import { KEPT_LOG_BYTES, LOG_BYTES, type ProbeSettings } from "./settings.ts";
import { KILLED } from "./stop-container.ts";

/** An image to run, by the name under which the engine holds it. */
export type ImageToRun = {
  imageId: string;
  name: string;
  variant: string;
  /** USER of its config. */
  user: string;
};

export type ProbeHands = {
  engine: Engine;
  settings: ProbeSettings;
  /** Every container gets these. */
  labels: Record<string, string>;
  /** Milliseconds since 1970, with fractions. */
  clock: () => number;
  signal: AbortSignal;
};

/** How one container differs from how it runs in production. */
export type Mode = {
  isRootReadOnly: boolean;
  environment?: Record<string, string>;
  /** Files that are put in before it starts, by their path. */
  files?: Record<string, string>;
};

export const PRODUCTION: Mode = { isRootReadOnly: true };

export type StartTimes = { totalMs: number; engineMs: number; processMs: number };

export type Failure = {
  outcome: FailureFacts["outcome"];
  reason: string;
  cure?: string;
  exitCode?: number;
  isOutOfMemory?: boolean;
  log: string;
  isLogCut: boolean;
};

/** One container: healthy, or why it is not. */
export type Visit = { container: EngineContainer; port: number } & (
  | { times: StartTimes; failure?: never }
  | { failure: Failure; times?: never }
);

const NOBODY = "65532:65532";
const MOST_LOOKS = 5;
const LOOK_PAUSE_MS = 100;

/** Whether an image starts as root: its user is unset, `root` or 0. */
export const isRoot = ({ user }: Pick<ImageToRun, "user">): boolean => /^(root|0+)?(:.*)?$/.test(user);

/**
 * Runs an image as it should be run (no root, no capabilities, no new privileges, loopback only) until it is healthy or
 * fails, gives it to `work`, and takes it away whatever happens. Throws cancelled, engine-unavailable, not-found (the
 * image), engine-failed.
 */
export async function withContainer<T>(
  hands: ProbeHands,
  image: ImageToRun,
  mode: Mode,
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  const { engine, settings, labels, clock, signal } = hands;
  throwIfStopped(signal);
  const port = await findFreePort();
  const orderedAt = clock();
  const container = await engine.createContainer({
    image: image.name,
    ...(isRoot(image) ? { user: NOBODY } : {}),
    environment: {
      ...{ ADDR: `127.0.0.1:${port}`, HOST: "127.0.0.1", PORT: String(port) },
      ...mode.environment,
    },
    labels,
    memoryBytes: settings.memoryBytes,
    processes: settings.processes,
    logBytes: LOG_BYTES,
    isRootReadOnly: mode.isRootReadOnly,
  });
  try {
    for (const [path, content] of Object.entries(mode.files ?? {})) await container.putFile(path, content);
    return await work({ container, port, ...(await start(hands, container, port, orderedAt)) });
  } finally {
    // Where this fails too, the labels tell whose leftover it is.
    await container.remove().catch(() => {});
  }
}

async function start(
  hands: ProbeHands,
  container: EngineContainer,
  port: number,
  orderedAt: number,
): Promise<{ times: StartTimes } | { failure: Failure }> {
  const { settings, clock } = hands;
  const giveUp = new AbortController();
  const signal = AbortSignal.any([hands.signal, giveUp.signal]);
  const asking = waitForHealth(port, settings.healthPath, signal).then((answer) => ({ answer, at: clock() }));
  try {
    const refusal = await container.start().then(() => undefined, toRefusal);
    if (refusal !== undefined) return { failure: await toFailure(hands, container, { said: refusal }) };
    const ending = container.wait(signal).then(
      (exitCode) => ({ exitCode }),
      (error: unknown) => ({ error }),
    );
    const timer = setTimeout(() => giveUp.abort(), settings.healthTimeoutMs);
    const first = await Promise.race([asking, ending]).finally(() => clearTimeout(timer));
    throwIfStopped(hands.signal);
    if ("error" in first && !giveUp.signal.aborted) throw first.error;
    giveUp.abort();
    const last = "answer" in first ? first : await asking;
    const { isRunning, startedAtMs = orderedAt } = await container.inspect();
    if (!isRunning || !isHealthy(last.answer)) {
      return { failure: await toFailure(hands, container, { last: last.answer }) };
    }
    const totalMs = last.at - orderedAt;
    // The engine writes the start down a moment after the process was let go: a quick one may be ahead of it.
    const processMs = Math.min(Math.max(last.at - startedAtMs, 0), totalMs);
    return { times: { totalMs, processMs, engineMs: totalMs - processMs } };
  } finally {
    giveUp.abort();
    await asking;
  }
}

/** How a container is; the engine hears of a lack of memory on another way than of the end that it makes, and perhaps later. */
async function inspectEnd(container: EngineContainer): Promise<ContainerState> {
  for (let looks = 1; ; looks += 1) {
    const state = await container.inspect();
    const isKilled = !state.isRunning && state.exitCode === KILLED && !state.isOutOfMemory;
    if (!isKilled || looks === MOST_LOOKS) return state;
    await sleep(LOOK_PAUSE_MS);
  }
}

/** The engine's words where it refuses to start this very image; throws what is not the image's fault. */
function toRefusal(error: unknown): string {
  const said = error instanceof AppError ? error.detail?.said : undefined;
  if (typeof said === "string") return said;
  throw error;
}

/** Why a container is not healthy, from what it is and said. */
export async function toFailure(
  { settings, signal }: ProbeHands,
  container: EngineContainer,
  known: { said?: string; last?: HealthAnswer | undefined; isUsed?: boolean },
): Promise<Failure> {
  throwIfStopped(signal);
  const state = await inspectEnd(container);
  const { text: log, isCut: isLogCut } = await container.readLog(KEPT_LOG_BYTES);
  const { healthTimeoutMs, healthPath, memoryBytes } = settings;
  const pid = state.isRunning ? state.pid : undefined;
  const isHere = pid !== undefined && (await isProcessOf(container.id, pid));
  const outcome = toOutcome();
  const exitCode = state.isRunning || known.said !== undefined ? undefined : state.exitCode;
  const { isOutOfMemory } = state;
  const explained = explainFailure({
    ...{ outcome, said: known.said, exitCode, isOutOfMemory, log, healthTimeoutMs, healthPath, memoryBytes },
    lastProblem: sayAnswer(known.last),
    listening: isHere ? await listListening(pid) : [],
  });
  return {
    outcome,
    ...explained,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(isOutOfMemory ? { isOutOfMemory } : {}),
    ...{ log, isLogCut },
  };

  function toOutcome(): FailureFacts["outcome"] {
    if (known.said !== undefined) return "cannot-start";
    if (known.isUsed) return "unsteady";
    if (!state.isRunning) return "exits";
    const isRefused =
      known.last !== undefined && "problem" in known.last && /REFUSED/.test(known.last.problem);
    return isRefused && !isHere ? "out-of-reach" : "never-healthy";
  }
}

function sayAnswer(answer: HealthAnswer | undefined): string | undefined {
  if (answer === undefined) return undefined;
  if ("status" in answer) return `it answers ${answer.status}`;
  return /ECONNREFUSED/.test(answer.problem) ? "nobody listens there" : answer.problem;
}

/** Throws cancelled where the signal is aborted. */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError("cancelled", "The probe was stopped.");
}
