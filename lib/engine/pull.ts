import type Docker from "dockerode";
import { AppError } from "../errors.ts";
import { readProgressLines } from "./build-stream.ts";
import { engineMessage, httpStatus } from "./engine-error.ts";
import { findImage, splitReference } from "./images.ts";
import { requestStream } from "./modem.ts";
import type { EngineImage } from "./types.ts";

type PullOptions = { platform: string; signal: AbortSignal; onProgress?: (line: string) => void };

/**
 * Pulls and resolves to the image as it then is. Throws not-found (the registry has no such image, or not for that
 * platform, or not for us), registry-unavailable (it cannot be reached, or limits us).
 */
export async function pullImage(
  docker: Docker,
  reference: string,
  options: PullOptions,
): Promise<EngineImage> {
  try {
    const byDigest = reference.includes("@");
    const { repository, tag } = splitReference(reference);
    const answer = await requestStream(docker, {
      path: "/images/create?",
      method: "POST",
      abortSignal: options.signal,
      options: {
        _query: byDigest
          ? { fromImage: reference, platform: options.platform }
          : { fromImage: repository, tag, platform: options.platform },
        _body: {},
      },
      statusCodes: { 200: true, 404: "no such image", 500: "server error" },
    });
    for await (const line of readProgressLines(answer)) {
      if (line.error) throw new Error(line.error);
      if (line.status && !line.progress)
        options.onProgress?.(line.id ? `${line.id}: ${line.status}` : line.status);
    }
  } catch (error) {
    throw toPullError(error, reference);
  }
  const image = await findImage(docker, reference);
  if (!image) throw new AppError("engine-failed", `The engine pulled ${reference} but does not have it.`);
  return image;
}

function toPullError(error: unknown, reference: string): unknown {
  const message = engineMessage(error);
  const fromRegistry = httpStatus(error) !== undefined || (error instanceof Error && !("code" in error));
  if (!fromRegistry || message === "aborted") return error;
  if (
    /manifest unknown|not found|no match(ing manifest)?|does not exist|access denied|denied:|unauthorized|name unknown/i.test(
      message,
    ) &&
    !/no such host/i.test(message)
  )
    return new AppError("not-found", `The registry has no ${reference} for us: ${message}.`, {
      cause: error,
    });
  return new AppError("registry-unavailable", `${reference} cannot be pulled: ${message}.`, { cause: error });
}
