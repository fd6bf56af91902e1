import type { Db } from "../db/client.ts";
import { isUniqueViolation } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import type { ServiceView } from "./schemas.ts";
import { toServiceView } from "./to-service-view.ts";

export type PlacedProgram = { name: string; title?: string | undefined; replace: boolean; source: string };

/**
 * Puts a prebuilt service into the catalogue, or gives the one of that name another program; `replaced` is the source
 * that it had. Throws conflict where the name is taken.
 */
export async function placeProgram(
  { name, title, replace, source }: PlacedProgram,
  database: Db,
): Promise<{ service: ServiceView; replaced: string | undefined }> {
  const existing = await database.service.findUnique({ where: { slug: name } });
  if (existing) {
    if (existing.kind !== "prebuilt")
      throw taken(name, `is a service of kind ${existing.kind}. Choose another name`);
    if (!replace) {
      throw taken(
        name,
        "is a prebuilt service already. Choose another name, or say that it is to be replaced",
      );
    }
    const data = { source, archivedAt: null, ...(title === undefined ? {} : { title }) };
    const row = await database.service.update({ where: { slug: name }, data });
    return { service: toServiceView(row), replaced: existing.source };
  }
  const data = { slug: name, title: title ?? name, kind: "prebuilt" as const, source, package: name };
  const row = await database.service.create({ data }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? taken(name, "was taken a moment ago. Choose another name") : error;
  });
  return { service: toServiceView(row), replaced: undefined };
}

function taken(name: string, what: string): AppError {
  return new AppError("conflict", `"${name}" ${what}.`, { field: "name" });
}
