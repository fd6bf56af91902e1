// Builds and measures: `node --import ./bin/alias.mjs bin/worker.ts`. The only process that talks to a Docker Engine.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import pino from "pino";
import { resolveBase } from "../lib/bases/resolve.ts";
import { closeDb, db } from "../lib/db/client.ts";
import { connectEngine } from "../lib/engine/connect.ts";
import { findEngineHost, probeEngine } from "../lib/engine/hosts.ts";
import { env } from "../lib/env.ts";
import { ERROR_STATUS, toAppError } from "../lib/errors.ts";
import { ensureFirstRun } from "../lib/jobs/first-run.ts";
import { persist } from "../lib/jobs/persist.ts";
import { startWorker } from "../lib/jobs/start-worker.ts";
import { measureImage } from "../lib/oci/measure-image.ts";

/** Whoever stops us kills us a little later. */
const STOP_WITHIN_MS = 2200;

process.chdir(join(import.meta.dirname, ".."));
const log = pino({ base: { pid: process.pid } }, pino.destination({ dest: 2, sync: true }));

try {
  const worker = await startWorker({
    id: randomUUID(),
    db: db(),
    env: env(),
    log,
    tools: { findEngineHost, probeEngine, connectEngine, resolveBase, measureImage },
  });
  log.info("worker runs");
  const stop = () => {
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    void worker
      .stop()
      .then(closeDb)
      .finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  if (process.env.IMAGE_DIET_FIRST_RUN === "1") {
    // A run that cannot be started is no reason not to work on others.
    await persist(() => ensureFirstRun(db())).then(
      (run) => run && log.info({ run }, "first run started"),
      (error: unknown) => log.error({ err: error }, "first run not started"),
    );
  }
} catch (error) {
  const failure = toAppError(error);
  log.fatal(failure.code === "internal" ? { err: error } : {}, failure.message);
  process.exit(ERROR_STATUS[failure.code].exit);
}
