import { join, resolve } from "node:path";
import { AppError } from "../errors.ts";
import type { ServiceView } from "./schemas.ts";

/**
 * The folder that a service's source is in, absolute. Web, worker and command line run in the project's folder, where
 * the lab is. Throws bad-input for kinds whose source is no folder here.
 */
export function serviceFolder(service: Pick<ServiceView, "slug" | "kind" | "source">): string {
  if (service.kind === "lab") return join(process.cwd(), "lab/services", service.source);
  if (service.kind === "path") return resolve(service.source);
  throw new AppError(
    "bad-input",
    `The service "${service.slug}" is of kind ${service.kind}, which cannot be built yet.`,
    {
      field: "service",
    },
  );
}
