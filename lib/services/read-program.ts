import { env } from "../env.ts";
import { locateProgram } from "../prebuilt/locate-program.ts";
import { type ProgramFile, readProgramFile } from "../prebuilt/read-program-file.ts";
import type { ServiceView } from "./schemas.ts";

/** A prebuilt service's program as it is now. Throws what locateProgram and readProgramFile throw. */
export async function readProgram({ source }: Pick<ServiceView, "source">): Promise<ProgramFile> {
  return readProgramFile(await locateProgram(source, env()));
}
