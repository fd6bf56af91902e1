import { type Db, db } from "../db/client.ts";
import { isUniqueViolation, withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { getService } from "./get-service.ts";
import { type OpenedSource, openSource } from "./open-source.ts";
import { removeUnusedSource } from "./remove-unused-source.ts";
import { requireIdle } from "./require-idle.ts";
import { type EditServiceInput, editServiceInput, type GivenSource, type ServiceView } from "./schemas.ts";

/**
 * Changes what a service is called, says of itself, is made of, or that the start page shows it; what was built and
 * frozen of it stays. Another source is opened as where a service is added, and the clone of the former one goes. Throws
 * bad-input, forbidden, too-large, not-found, conflict (it comes with the project, is archived, is being built),
 * database-unavailable.
 */
export async function editService(
  { service: slug, ...raw }: EditServiceInput & { service: string },
  database: Db = db(),
): Promise<ServiceView> {
  const { title, summary, isDefault, ...given } = parseInput(editServiceInput, raw, "body");
  return withDatabaseErrors(async () => {
    const service = await getService(slug, database);
    requireChangeable(service, { title, summary, ...given });
    const opened = await openOther(database, service, given);
    const data = {
      ...present("title", title),
      ...present("summary", summary),
      ...present("isDefault", isDefault),
      ...opened,
    };
    await database
      .$transaction([
        ...(isDefault
          ? [database.service.updateMany({ where: { isDefault }, data: { isDefault: false } })]
          : []),
        database.service.update({ where: { id: service.id }, data }),
      ])
      .catch((error: unknown) => {
        throw isUniqueViolation(error)
          ? conflict("Another service was put on the start page just now")
          : error;
      });
    if (opened) await removeUnusedSource(database, service.source);
    return getService(slug, database);
  });
}

function requireChangeable({ slug, kind, archivedAt }: ServiceView, asked: object): void {
  if (archivedAt !== undefined) throw conflict(`The service "${slug}" is archived`);
  const isAsked = Object.values(asked).some((value) => value !== undefined);
  if (kind === "lab" && isAsked)
    throw conflict(`The service "${slug}" comes with the project, which says what it is`);
}

/** Another source of the same kind; undefined where none is given. */
async function openOther(
  database: Db,
  service: ServiceView,
  given: GivenSource,
): Promise<OpenedSource | undefined> {
  const kind = given.git === undefined ? "path" : "git";
  if (given[kind] === undefined) return undefined;
  if (service.kind !== kind) throw otherKind(service, kind);
  await requireIdle(database, service);
  return openSource(database, given);
}

function otherKind({ slug, kind }: ServiceView, field: "path" | "git"): AppError {
  const cure =
    kind === "prebuilt"
      ? "give it another program with POST /services and `replace`"
      : "add another service for a source of another kind";
  return new AppError("bad-input", `\`${field}\`: the source of "${slug}" is of kind ${kind}; ${cure}.`, {
    field,
  });
}

function conflict(what: string): AppError {
  return new AppError("conflict", `${what}.`);
}
