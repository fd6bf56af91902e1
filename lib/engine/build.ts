import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import type { Readable } from "node:stream";
import type Docker from "dockerode";
import { AppError } from "../errors.ts";
import { packContext } from "./build-context.ts";
import { toBuildFailure } from "./build-failure.ts";
import { BuildSteps } from "./build-steps.ts";
import { readBuildMessages } from "./build-stream.ts";
import { diskFull, toEngineError, unavailable } from "./engine-error.ts";
import { isEngineLoss } from "./engine-words.ts";
import { requestStream } from "./modem.ts";
import { openSession } from "./session.ts";
import type { BuildRequest } from "./types.ts";

/**
 * Builds one target with BuildKit and resolves to the image's id (`sha256:…`). The request's signal really stops the
 * engine's work. Throws build-failed (see toBuildFailure for its detail), cancelled, engine-unavailable (also when the
 * engine goes away meanwhile: the same build may be tried again), disk-full, bad-input, engine-failed, and whatever
 * onProgress throws.
 */
export async function build(
  docker: Docker,
  host: string,
  request: BuildRequest,
): Promise<{ imageId: string }> {
  const { signal } = request;
  const steps = new BuildSteps();
  let consumerFailure: { error: unknown } | undefined;
  const onProgress: BuildRequest["onProgress"] = async (event) => {
    try {
      await request.onProgress(event);
    } catch (error) {
      consumerFailure = { error };
      throw error;
    }
  };
  const connection = new AbortController();
  const stop = () => connection.abort();
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    const outcome = await follow(docker, { ...request, onProgress }, steps, connection.signal);
    if ("imageId" in outcome) return outcome;
    throw await toStreamError(docker, host, outcome.error, steps, request);
  } catch (error) {
    // Not the engine's fault, and nobody left to tell about the steps.
    if (consumerFailure) throw consumerFailure.error;
    const left = signal.aborted || isUnavailable(error) ? "cancelled" : "failed";
    for (const event of steps.endRunning(left, new Date())) await request.onProgress(event);
    throw toEngineError(error, host, `Building ${request.tag}`, signal);
  } finally {
    signal.removeEventListener("abort", stop);
    connection.abort();
  }
}

const MAX_EMPTY_IN_A_ROW = 100;

type Outcome = { imageId: string } | { error: string | undefined };

async function follow(
  docker: Docker,
  request: BuildRequest,
  steps: BuildSteps,
  signal: AbortSignal,
): Promise<Outcome> {
  const session = await openSession(docker, request.secretFiles);
  const context = packContext(request.contextFolders, request.contextFiles);
  let contextError: Error | undefined;
  context.once("error", (error) => {
    contextError = error;
  });
  try {
    const answer = await requestStream(docker, toDialOptions(request, session.id, context, signal));
    return await readOutcome(answer, request, steps);
  } catch (error) {
    throw contextError ?? error;
  } finally {
    context.destroy();
    session.close();
  }
}

async function readOutcome(answer: Readable, request: BuildRequest, steps: BuildSteps): Promise<Outcome> {
  let outcome: Outcome = { error: undefined };
  let emptyInARow = 0;
  for await (const message of readBuildMessages(answer)) {
    emptyInARow = message.type === "empty" ? emptyInARow + 1 : 0;
    // The engine is in its endless loop (see readAhead): nothing more will come, not even the stream's end.
    if (emptyInARow > MAX_EMPTY_IN_A_ROW) {
      for (const event of steps.loseRest(new Date())) await request.onProgress(event);
      if ("imageId" in outcome) {
        for (const event of steps.endRunning("completed", new Date())) await request.onProgress(event);
        return outcome;
      }
      throw new AppError(
        "engine-unavailable",
        "The engine lost the thread of its progress report; build again.",
      );
    }
    if (message.type === "image") outcome = { imageId: message.imageId };
    else if (message.type === "error") outcome = { error: message.message };
    else if (message.type === "trace")
      for (const event of steps.take(message.trace)) await request.onProgress(event);
  }
  return outcome;
}

function toDialOptions(request: BuildRequest, session: string, context: Readable, signal: AbortSignal) {
  return {
    path: "/build?",
    method: "POST",
    file: context,
    abortSignal: signal,
    options: {
      version: "2",
      session,
      dockerfile: request.dockerfile,
      target: request.target,
      t: request.tag,
      platform: request.platform,
      networkmode: "host",
      buildargs: request.buildArguments,
      labels: request.labels,
      rm: true,
    },
    statusCodes: { 200: true, 400: "bad parameter", 500: "server error" } as const,
  };
}

async function toStreamError(
  docker: Docker,
  host: string,
  message: string | undefined,
  steps: BuildSteps,
  request: BuildRequest,
): Promise<AppError> {
  // A stream that ends without image or error was cut off.
  if (message === undefined) return unavailable(host, "ECONNRESET");
  if (/no space left on device/i.test(message)) return diskFull(`Building ${request.tag}`, message);
  if (!steps.failedStep() && isEngineLoss(message))
    return unavailable(host, "ECONNRESET", new Error(message));
  // An engine that is being stopped takes a step's process or files away first, and says that the step failed.
  await docker.ping();
  return toBuildFailure(message, steps, await readDockerfile(request));
}

async function readDockerfile(request: BuildRequest): Promise<string> {
  const single = request.contextFiles[request.dockerfile];
  const [folder, ...below] = request.dockerfile.split("/");
  const inFolder = request.contextFolders[folder ?? ""];
  const path = single ?? (inFolder === undefined ? undefined : posix.join(inFolder, ...below));
  return path === undefined ? "" : readFile(path, "utf8").catch(() => "");
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError ? error.code === "engine-unavailable" : true;
}
