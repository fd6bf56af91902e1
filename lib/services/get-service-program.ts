import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { currentPlatform } from "../runs/current-platform.ts";
import { describeProgram } from "./describe-program.ts";
import { getService } from "./get-service.ts";
import { readProgram } from "./read-program.ts";
import type { ServiceProgram } from "./schemas.ts";

/**
 * A prebuilt service's program as it is now, and the bases that it starts on. Throws not-found (also where the service is
 * not prebuilt), what readProgram throws, database-unavailable.
 */
export async function getServiceProgram(
  { service: slug }: { service: string },
  database: Db = db(),
): Promise<ServiceProgram> {
  return withDatabaseErrors(async () => {
    const service = await getService(slug, database);
    if (service.kind !== "prebuilt") {
      throw new AppError(
        "not-found",
        `The service "${slug}" is compiled here; it has no program of its own.`,
      );
    }
    const platform = await currentPlatform(database);
    return { service, ...(await describeProgram(database, await readProgram(service), platform)) };
  });
}
