import type { Db } from "../db/client.ts";
import { present } from "../db/fields.ts";
import type { ProgramFile } from "../prebuilt/read-program-file.ts";
import { findOfferedVariants } from "../runs/choose-prebuilt-variants.ts";
import { judgeServiceProgram } from "./judge-program.ts";
import { type ServiceProgram, serviceProgram } from "./schemas.ts";

/** What a program is, on which bases it starts, and which variants are offered of it. */
export async function describeProgram(
  database: Db,
  file: ProgramFile,
  platform: string,
): Promise<Omit<ServiceProgram, "service">> {
  const { digest, sizeBytes, elf } = file;
  const bases = await judgeServiceProgram(database, file, platform);
  const { machine, kind, interpreter, needed } = elf;
  const program = {
    digest,
    sizeBytes,
    machine,
    linkage: kind,
    ...present("interpreter", interpreter),
    needed,
  };
  return {
    program: serviceProgram.shape.program.parse(program),
    bases,
    variants: findOfferedVariants(bases),
  };
}
