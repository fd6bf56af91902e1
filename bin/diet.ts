// The command line: the same verbs as the pages and the API. `npm run diet -- --help`.
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { closeDb } from "../lib/db/client.ts";
import { errnoOf } from "../lib/errno.ts";
import { ERROR_STATUS, toAppError } from "../lib/errors.ts";
import { closeQueue } from "../lib/jobs/queue.ts";
import { addBudgetCommands } from "./diet/budget-commands.ts";
import { addCompareCommands } from "./diet/compare-commands.ts";
import { findDatabaseUrl } from "./diet/find-database.ts";
import { addInsideCommands } from "./diet/inside-commands.ts";
import { addProbeCommands } from "./diet/probe-commands.ts";
import { addRunCommands } from "./diet/run-commands.ts";
import { addScannerCommands } from "./diet/scanner-commands.ts";
import { addServiceCommands } from "./diet/service-commands.ts";
import { addStatusCommands } from "./diet/status-commands.ts";

const program = new Command("diet")
  .description("Builds a Rust service into container image variants and compares them.")
  .showHelpAfterError("(`--help` after the command says what it takes)")
  .exitOverride();
addRunCommands(program);
addCompareCommands(program);
addInsideCommands(program);
addProbeCommands(program);
addBudgetCommands(program);
addStatusCommands(program);
addScannerCommands(program);
addServiceCommands(program);

// Whoever reads may stop before the end (`| head`); the command goes on to its own exit status.
process.stdout.on("error", (error) => {
  if (errnoOf(error) !== "EPIPE") throw error;
});

try {
  process.chdir(join(import.meta.dirname, ".."));
  const url = findDatabaseUrl();
  if (url !== undefined) process.env.DATABASE_URL = url;
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // It has said what is wrong, or the help that was asked for.
    process.exitCode = error.exitCode === 0 ? 0 : ERROR_STATUS["bad-input"].exit;
  } else report(error);
} finally {
  await closeQueue();
  await closeDb();
}

function report(error: unknown): void {
  const failure = toAppError(error);
  console.error(failure.code === "internal" ? error : failure.message);
  process.exitCode = ERROR_STATUS[failure.code].exit;
}
