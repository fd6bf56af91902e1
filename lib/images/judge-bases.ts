import { canRun } from "../analysis/can-run.ts";
import { toImageContent } from "../analysis/image-content.ts";
import type { IndexedElf } from "../analysis/layer-index.ts";
import type { KnownBase } from "./load-bases.ts";
import type { FoundBinary } from "./look-inside.ts";
import type { BaseVerdict } from "./schemas-inside.ts";

const NOTHING = toImageContent([]);

/** Whether a binary starts on each of the bases, with every reason why not. Empty where there is no program. */
export function judgeBases(binary: FoundBinary, bases: readonly KnownBase[]): BaseVerdict[] {
  return binary.state === "read" ? judgeProgram(binary.elf, binary.path, bases) : [];
}

/** The same of a program that may be in no image yet; `path` is where it would be. */
export function judgeProgram(elf: IndexedElf, path: string, bases: readonly KnownBase[]): BaseVerdict[] {
  return bases.map(({ variant, architecture, base, content }) => {
    const shown = { variant, ...(base !== undefined && { base }) };
    // a static binary needs no file of a base, so that nothing of it has to be known
    const isStatic = elf.kind !== "dynamic";
    if (content === undefined && !isStatic) {
      const reason = `The files of ${variant}'s base have not been read yet.`;
      return { ...shown, verdict: "cannot-tell", problems: [], evidence: [reason] };
    }
    const { verdict, problems, evidence } = canRun(elf, path.replace(/^\//, ""), {
      image: content ?? NOTHING,
      name: variant,
      architecture,
    });
    return { ...shown, verdict, problems: problems.map(({ code, text }) => ({ code, text })), evidence };
  });
}
