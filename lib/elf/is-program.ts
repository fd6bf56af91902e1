import type { Elf } from "./types.ts";

/** True for a file that is made to be started. */
export function isProgram({ kind }: Pick<Elf, "kind">): boolean {
  return kind === "static" || kind === "static-pie" || kind === "dynamic";
}
