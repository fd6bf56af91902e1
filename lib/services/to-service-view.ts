import type { Prisma } from "../db/client.ts";
import type { ServiceView } from "./schemas.ts";

/** A service as pages and the API show it. */
export function toServiceView(row: Prisma.ServiceGetPayload<object>): ServiceView {
  const { createdAt, archivedAt, ...rest } = row;
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    ...(archivedAt ? { archivedAt: archivedAt.toISOString() } : {}),
  };
}
