import type { Command } from "commander";
import { db } from "../../lib/db/client.ts";
import { AppError } from "../../lib/errors.ts";
import { joinSentences } from "../../lib/format.ts";
import { enqueueBases } from "../../lib/jobs/queue.ts";
import { listServices } from "../../lib/services/list-services.ts";
import { getStatus } from "../../lib/status/get-status.ts";
import type { StatusView } from "../../lib/status/schemas.ts";
import { print, toTable } from "./output.ts";

function describeStatus({ database, engine, worker, queue, bases }: StatusView): string {
  const engineLine = engine.available
    ? `${engine.version} (${engine.platform})`
    : joinSentences(engine.reason, engine.cure);
  const rows = bases.map((base) => [
    base.role,
    base.status,
    base.origin ?? "",
    base.reference,
    base.progress ?? base.error?.message ?? "",
  ]);
  return [
    `database  ${database.available ? `PostgreSQL ${database.version}` : "cannot be reached"}`,
    `engine    ${engineLine}`,
    `worker    ${worker.alive ? `${worker.count} running` : "none"}`,
    `queue     ${queue.running} running, ${queue.queued} waiting`,
    ...(rows.length > 0 ? ["", toTable(["base", "state", "origin", "reference", ""], rows)] : []),
  ].join("\n");
}

/** The commands about the parts themselves. */
export function addStatusCommands(program: Command): void {
  program
    .command("status")
    .description("what is up: database, engine, worker, bases, queue")
    .option("--json")
    .action(async (options: { json?: boolean }) => {
      const status = await getStatus();
      print(status, describeStatus(status), options);
      if (!status.database.available)
        throw new AppError("database-unavailable", "There is no database to ask.");
    });
  program
    .command("services")
    .description("list the services that can be built")
    .option("--json")
    .action(async (options: { json?: boolean }) => {
      const services = await listServices();
      const rows = services.map(({ slug, kind, source, summary }) => [slug, kind, source, summary]);
      print(services, toTable(["service", "kind", "source", ""], rows), options);
    });
  program
    .command("resolve-bases")
    .description("look for every base again")
    .action(async () => {
      await enqueueBases(db());
      console.log("A worker will look for every base again; `diet status` shows how far it is.");
    });
}
