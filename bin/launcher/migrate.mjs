import { EXIT, LaunchFailure, lastLines } from "./failure.mjs";
import { inProject, PINNED_NODE, ROOT } from "./project.mjs";
import { runProgram } from "./run-program.mjs";

/** The pinned Node with the `@/` alias, and then the script. @param {string} script */
export function nodeArguments(script) {
  return ["--import", inProject("bin/alias.mjs"), inProject(script)];
}

/**
 * Brings the database to the schema of this checkout. Throws LaunchFailure with the migration's own words.
 * @param {Record<string, string | undefined>} env
 */
export async function migrate(env) {
  const { ok, status, output } = await runProgram(PINNED_NODE, nodeArguments("bin/migrate.ts"), {
    cwd: ROOT,
    env,
  });
  if (ok) return;
  const exitCode = status === EXIT.diskFull ? EXIT.diskFull : EXIT.database;
  throw new LaunchFailure(`The database cannot be brought up to date: ${lastLines(output, 12)}`, exitCode);
}
