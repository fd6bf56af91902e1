import { AppError } from "../errors.ts";
import { joinSentences } from "../format.ts";
import type { BuildSteps } from "./build-steps.ts";
import { findCargoError } from "./cargo-error.ts";
import { findInstruction, type Instruction, parseDockerfile } from "./dockerfile-lines.ts";

const SHORT_NAME = 72;

/**
 * The in-stream error of a build as build-failed. `detail` holds step (its name), lastLines (at most 20),
 * dockerfileLine (1-based) with dockerfileLineEnd and instruction where they are known, and reason (the engine's words).
 */
export function toBuildFailure(message: string, steps: BuildSteps, dockerfile: string): AppError {
  const failed = steps.failedStep();
  const reason = plainReason(failed?.error || message);
  const instructions = parseDockerfile(dockerfile);
  // Of a step that two builds share the engine tells only one that it failed.
  const position = failed ? findInstruction(instructions, failed.name) : findByCommand(instructions, message);
  const line = position?.startLine ?? parseErrorLine(message);
  const where = line === undefined ? "" : ` (Dockerfile line ${line})`;
  const what = failed ? `Step ${toShortName(failed.name)}${where}` : `The build${where}`;
  const cargo = findCargoError(failed?.lastLines ?? []);
  const why = cargo ? `${cargo.said} (${reason})` : reason;
  const text = joinSentences(`${what} failed: ${why}.`, cargo?.cure);
  return new AppError("build-failed", text, {
    detail: {
      reason,
      lastLines: failed?.lastLines ?? [],
      ...(failed && { step: failed.name, stepDigest: failed.digest }),
      ...(line !== undefined && { dockerfileLine: line }),
      ...(position && { dockerfileLineEnd: position.endLine, instruction: position.text }),
    },
  });
}

/** BuildKit's own short name of a step, which goes before the whole command. */
function toShortName(name: string): string {
  return /^\[[^\]]+\]/.exec(name)?.[0] ?? name.slice(0, SHORT_NAME);
}

function findByCommand(instructions: Instruction[], message: string): Instruction | undefined {
  const command =
    /(?:executor failed running \[|process ")\/bin\/sh -c ([\s\S]*)(?:\]: |" did not complete)/.exec(message);
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  const wanted = plain(command?.[1] ?? "");
  const withoutFlags = (text: string) => plain(text).replace(/^RUN (--\S+ )*/i, "");
  const found = instructions.filter(
    ({ keyword, text }) => keyword === "RUN" && withoutFlags(text) === wanted,
  );
  return found.length === 1 ? found[0] : undefined;
}

function parseErrorLine(message: string): number | undefined {
  const found = /parse error (?:on )?line (\d+)|Dockerfile:(\d+)|line (\d+):/i.exec(message);
  const digits = found?.[1] ?? found?.[2] ?? found?.[3];
  return digits === undefined ? undefined : Number.parseInt(digits, 10);
}

/** Without BuildKit's outer wrappings, and without the whole command that the step's name already tells. */
function plainReason(message: string): string {
  const text = message
    .replace(/^failed to solve(?: with frontend [\w.]+)?: /, "")
    .replace(/^rpc error: code = \w+ desc = /, "")
    .replace(/^failed to create LLB definition: /, "")
    .trim();
  const process = /^process "[\s\S]*" did not complete successfully: ([\s\S]*)$/.exec(text)?.[1];
  const executor = /^executor failed running \[[\s\S]*\]: ([\s\S]*)$/.exec(text)?.[1];
  return (process ?? executor ?? text).replace(/\.$/, "");
}
