import type { Db } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { GOING } from "../job-status.ts";
import type { ServiceView } from "./schemas.ts";

/** Throws conflict while a run of the service has not ended: what it builds must stay what was asked for. */
export async function requireIdle(
  database: Db,
  { id, slug }: Pick<ServiceView, "id" | "slug">,
): Promise<void> {
  const going = await database.run.findFirst({
    where: { serviceId: id, status: { in: [...GOING] } },
    select: { number: true },
  });
  if (!going) return;
  throw new AppError(
    "conflict",
    `The service "${slug}" is being built by run ${going.number}; cancel that or wait for its end.`,
  );
}
