import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { env } from "../env.ts";
import { parseInput } from "../parse-input.ts";
import { locateProgram } from "../prebuilt/locate-program.ts";
import { readProgramFile } from "../prebuilt/read-program-file.ts";
import { currentPlatform } from "../runs/current-platform.ts";
import { describeProgram } from "./describe-program.ts";
import { placeProgram } from "./place-program.ts";
import { removeUnusedSource } from "./remove-unused-source.ts";
import { requireMachine } from "./require-machine.ts";
import { type AddProgramInput, addProgramInput, type ServiceProgram } from "./schemas.ts";

/**
 * Adds a service whose program is a file in a folder that the operator allows; it is read anew for every run. Throws
 * bad-input, forbidden (the folder is not allowed), too-large, bad-elf, conflict (the name), database-unavailable.
 */
export async function addProgram(raw: AddProgramInput, database: Db = db()): Promise<ServiceProgram> {
  const { path, ...named } = parseInput(addProgramInput, raw, "body");
  const program = await readProgramFile(await locateProgram(path, env()));
  return withDatabaseErrors(async () => {
    const platform = await currentPlatform(database);
    requireMachine(program, platform);
    const { service, replaced } = await placeProgram({ ...named, source: path }, database);
    await removeUnusedSource(database, replaced);
    return { service, ...(await describeProgram(database, program, platform)) };
  });
}
