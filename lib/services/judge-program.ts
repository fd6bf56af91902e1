import type { Db } from "../db/client.ts";
import { judgeProgram } from "../images/judge-bases.ts";
import { loadBases } from "../images/load-bases.ts";
import type { BaseVerdict } from "../images/schemas-inside.ts";
import type { ProgramFile } from "../prebuilt/read-program-file.ts";

/** Where lab/Dockerfile puts a service's program. */
const PLACE = "/service";

/** Whether a program would start on each base that is known now, with every reason why not. */
export async function judgeServiceProgram(
  database: Db,
  { elf }: Pick<ProgramFile, "elf">,
  platform: string,
): Promise<BaseVerdict[]> {
  return judgeProgram(elf, PLACE, await loadBases(database, platform));
}
