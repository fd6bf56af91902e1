import type { Readable } from "node:stream";
import type Docker from "dockerode";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { readProgressLines } from "./build-stream.ts";
import { httpStatus } from "./engine-error.ts";
import { requestJson, requestStream } from "./modem.ts";
import type { EngineImage } from "./types.ts";

const nullableList = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const inspected = z.object({
  Id: z.string(),
  RepoTags: nullableList,
  RepoDigests: nullableList,
  Os: z.string(),
  Architecture: z.string(),
  RootFS: z.object({ Layers: nullableList }),
  Config: z
    .object({
      Labels: z.record(z.string(), z.string()).nullish(),
      Entrypoint: nullableList,
      Cmd: nullableList,
    })
    .nullish(),
});

/** The image's identity and config; undefined where the engine has no such image. Rejects with the modem's error. */
export async function findImage(docker: Docker, reference: string): Promise<EngineImage | undefined> {
  try {
    const image = inspected.parse(
      await requestJson(docker, {
        path: `/images/${reference}/json`,
        method: "GET",
        statusCodes: { 200: true, 404: "no such image", 500: "server error" },
      }),
    );
    return {
      imageId: image.Id,
      tags: image.RepoTags,
      repoDigests: image.RepoDigests,
      diffIds: image.RootFS.Layers,
      program: image.Config?.Entrypoint[0] ?? image.Config?.Cmd[0],
      labels: image.Config?.Labels ?? {},
      os: image.Os,
      architecture: image.Architecture,
    };
  } catch (error) {
    if (httpStatus(error) === 404) return undefined;
    throw error;
  }
}

/** Loads a `docker save` archive or an OCI layout tar. Throws engine-failed with the engine's words where it refuses. */
export async function loadImage(docker: Docker, archive: Readable): Promise<void> {
  const answer = await requestStream(docker, {
    path: "/images/load?",
    method: "POST",
    options: { quiet: true },
    file: archive,
    statusCodes: { 200: true, 500: "server error" },
  });
  for await (const line of readProgressLines(answer)) {
    if (line.error)
      throw new AppError("engine-failed", `Loading the image: the engine answered "${line.error}".`);
  }
}

/** Splits `host:5000/name:tag` into repository and tag; `latest` where none is written. */
export function splitReference(reference: string): { repository: string; tag: string } {
  const colon = reference.lastIndexOf(":");
  if (colon <= reference.lastIndexOf("/")) return { repository: reference, tag: "latest" };
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}
