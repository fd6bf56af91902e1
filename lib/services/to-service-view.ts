import type { Prisma } from "../db/client.ts";
import type { ServiceView } from "./schemas.ts";

export function toServiceView(row: Prisma.ServiceGetPayload<object>): ServiceView {
  const { createdAt, archivedAt, ...rest } = row;
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    ...(archivedAt ? { archivedAt: archivedAt.toISOString() } : {}),
  };
}
