import { z } from "zod";
import type { Prisma } from "../db/client.ts";
import { present, presentTime } from "../db/fields.ts";
import { toOrigin } from "../db/origin.ts";
import type { StatusView } from "./schemas.ts";

const baseError = z.object({ code: z.string(), message: z.string() });

/** A base's row as the status page and the API show it. */
export function toBaseStatusView(row: Prisma.BaseGetPayload<object>): StatusView["bases"][number] {
  return {
    role: row.role,
    platform: row.platform,
    status: row.status,
    reference: row.reference,
    ...present("digest", row.digest),
    ...present("origin", row.origin && toOrigin(row.origin)),
    ...present("progress", row.progress),
    ...present("error", baseError.safeParse(row.error).data),
    ...presentTime("startedAt", row.startedAt),
    ...presentTime("resolvedAt", row.resolvedAt),
  };
}
