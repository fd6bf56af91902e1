import { type Db, db } from "../db/client.ts";
import { isUniqueViolation, withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { openSource } from "./open-source.ts";
import { type AddSourceInput, addSourceInput, type ServiceView } from "./schemas.ts";
import { toServiceView } from "./to-service-view.ts";

/**
 * Adds a service that is compiled here: of a folder that the operator allows, read anew for every run, or of a
 * repository on a host that the operator allows, cloned now. Throws bad-input, forbidden, too-large, conflict (the name),
 * database-unavailable.
 */
export async function addSource(raw: AddSourceInput, database: Db = db()): Promise<ServiceView> {
  const { name, title, ...given } = parseInput(addSourceInput, raw, "body");
  return withDatabaseErrors(async () => {
    if (await database.service.findUnique({ where: { slug: name } })) throw taken(name);
    const opened = await openSource(database, given);
    const data = { slug: name, title: title ?? name, ...opened };
    const row = await database.service.create({ data }).catch((error: unknown) => {
      throw isUniqueViolation(error) ? taken(name) : error;
    });
    return toServiceView(row);
  });
}

function taken(name: string): AppError {
  return new AppError("conflict", `"${name}" is a service already, or was one. Choose another name.`, {
    field: "name",
  });
}
