import { toElfMachine } from "../elf/machine.ts";
import { AppError } from "../errors.ts";
import type { ProgramFile } from "../prebuilt/read-program-file.ts";

/** Throws bad-input where a program is for another processor than images are built for. */
export function requireMachine({ elf }: Pick<ProgramFile, "elf">, platform: string): void {
  const wanted = toElfMachine(platform.split("/")[1] ?? "");
  if (wanted === undefined || elf.machine === wanted) return;
  throw new AppError(
    "bad-input",
    `The program is built for ${elf.machine}, and images are built here for ${platform} (${wanted}). Give one that was compiled for that.`,
    { field: "program" },
  );
}
