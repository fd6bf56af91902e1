import { z } from "zod";
import { AppError } from "../errors.ts";

const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ENOENT",
  "ENOTSOCK",
  "EACCES",
  "EPERM",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ERR_STREAM_PREMATURE_CLOSE",
]);

const shape = z.object({
  code: z.string().optional().catch(undefined),
  statusCode: z.number().optional().catch(undefined),
  message: z.string().catch(""),
  json: z.object({ message: z.string() }).optional().catch(undefined),
});

/** The node error code of a connection that was refused, lost or never made; undefined for any other error. */
export function connectionErrorCode(error: unknown): string | undefined {
  const { code, message } = readError(error);
  if (code && CONNECTION_CODES.has(code)) return code;
  return /socket hang up|^aborted$/.test(message) ? "ECONNRESET" : undefined;
}

/** The HTTP status with which the engine answered, where it did. */
export function httpStatus(error: unknown): number | undefined {
  return readError(error).statusCode;
}

/** What the engine said, without the client's own decoration. */
export function engineMessage(error: unknown): string {
  const { json, message } = readError(error);
  return (json?.message ?? message.replace(/^\(HTTP code \d+\) [^-]* - /, "")).trim();
}

function readError(error: unknown): z.infer<typeof shape> {
  return shape.catch({ code: undefined, statusCode: undefined, message: "", json: undefined }).parse(error);
}

/**
 * Any failure of a call to the engine as an AppError: engine-unavailable (no connection), not-found, conflict,
 * disk-full, cancelled (the signal had been aborted), else engine-failed. AppErrors pass through.
 */
export function toEngineError(error: unknown, host: string, what: string, signal?: AbortSignal): AppError {
  if (signal?.aborted) return new AppError("cancelled", `${what}: cancelled.`, { cause: error });
  if (error instanceof AppError) return error;
  const code = connectionErrorCode(error);
  if (code) return unavailable(host, code, error);
  const message = engineMessage(error);
  const status = httpStatus(error);
  if (/no space left on device/i.test(message)) return diskFull(what, message, error);
  if (status === 404) return new AppError("not-found", `${what}: ${message}.`, { cause: error });
  if (status === 409) return new AppError("conflict", `${what}: ${message}.`, { cause: error });
  return new AppError("engine-failed", `${what}: the engine answered "${message}".`, { cause: error });
}

/** disk-full, with what was being done and what the engine said. */
export function diskFull(what: string, message: string, cause?: unknown): AppError {
  return new AppError(
    "disk-full",
    `${what}: the engine's disk is full (${message}). Free some space, for example with "docker builder prune", then try again.`,
    { cause },
  );
}

/** engine-unavailable with its reason as the message and the cure in `detail.cure`. */
export function unavailable(host: string, code: string, cause?: unknown): AppError {
  const { reason, cure } = explainUnavailable(host, code);
  return new AppError("engine-unavailable", `${reason} ${cure}`, { detail: { reason, cure, host }, cause });
}

/** Why a Docker Engine cannot be talked to, and what to do about it; one sentence each. */
export function explainUnavailable(host: string, code: string): { reason: string; cure: string } {
  switch (code) {
    case "EACCES":
    case "EPERM":
      return {
        reason: `The Docker Engine at ${host} refuses this user.`,
        cure: "Add the user to the docker group and log in again, or point DOCKER_HOST to an engine of yours.",
      };
    case "ENOENT":
      return {
        reason: `There is no Docker Engine at ${host}.`,
        cure: "Start Docker, or set DOCKER_HOST to the engine to use.",
      };
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return {
        reason: `The host of the Docker Engine at ${host} is not known.`,
        cure: "Check the name in DOCKER_HOST.",
      };
    case "ECONNRESET":
    case "EPIPE":
    case "ECONNABORTED":
    case "ERR_STREAM_PREMATURE_CLOSE":
      return {
        reason: `The Docker Engine at ${host} broke off the connection.`,
        cure: "Look at the engine's log; work goes on when it answers again.",
      };
    case "ETIMEDOUT":
      return {
        reason: `The Docker Engine at ${host} does not answer in time.`,
        cure: "Work goes on as soon as it does. If it stays so, look at its log and start it again: one that Image Diet brought up starts anew with it (Ctrl-C, npm start).",
      };
    default:
      return {
        reason: `The Docker Engine at ${host} does not answer.`,
        cure: "Start Docker, or set DOCKER_HOST to the engine to use.",
      };
  }
}
