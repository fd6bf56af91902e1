import { join, resolve } from "node:path";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { gitFolder } from "./git-source.ts";
import type { ServiceView } from "./schemas.ts";

/**
 * The folder that a service's source is in, absolute. Web, worker and command line run in the project's folder, where
 * the lab is. Throws bad-input for a prebuilt service.
 */
export function serviceFolder(service: Pick<ServiceView, "slug" | "kind" | "source">): string {
  if (service.kind === "lab") return join(process.cwd(), "lab/services", service.source);
  if (service.kind === "path") return resolve(service.source);
  if (service.kind === "git") return gitFolder(env().home, service.source);
  const text = `The service "${service.slug}" is prebuilt: it has no source here.`;
  throw new AppError("bad-input", text, { field: "service" });
}
