import type Docker from "dockerode";
import { z } from "zod";
import { requestJson } from "./modem.ts";
import type { EngineInfo } from "./types.ts";

const answer = z.object({
  ID: z.string(),
  ServerVersion: z.string(),
  Driver: z.string(),
  OSType: z.string(),
  Architecture: z.string(),
  NCPU: z.number(),
});

/** The engine's identity, version and kind. Rejects with the modem's error. */
export async function readInfo(docker: Docker, signal?: AbortSignal): Promise<EngineInfo> {
  const info = answer.parse(
    await requestJson(docker, {
      path: "/info",
      method: "GET",
      ...(signal && { abortSignal: signal }),
      statusCodes: { 200: true, 500: "server error" },
    }),
  );
  return {
    id: info.ID,
    version: info.ServerVersion,
    storageDriver: info.Driver,
    os: info.OSType,
    architecture: info.Architecture,
    cores: info.NCPU,
  };
}
