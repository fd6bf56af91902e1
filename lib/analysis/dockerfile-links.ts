import type { DockerfileLine } from "./reversed-dockerfile.ts";

type Instruction = { line: number; pattern: RegExp };

const MAX_LINES = 5000;

/**
 * For each step of a history the number (from 1) of the Dockerfile line that it came from, or undefined where none
 * matches: the base's steps and other people's images. An engine tells a step without its flags and with its arguments
 * filled in, so a line matches where everything but those is equal.
 */
export function findDockerfileLines(
  steps: readonly DockerfileLine[],
  dockerfile: string,
): (number | undefined)[] {
  const instructions = readInstructions(dockerfile);
  return steps.map((step) => {
    if (step.fromBase) return undefined;
    const told = normalise(step.text);
    return instructions.find(({ pattern }) => pattern.test(told))?.line;
  });
}

function readInstructions(dockerfile: string): Instruction[] {
  const instructions: Instruction[] = [];
  let open: { line: number; text: string } | undefined;
  for (const [index, raw] of dockerfile.split("\n").slice(0, MAX_LINES).entries()) {
    if (/^\s*#/.test(raw) || (open === undefined && raw.trim() === "")) continue;
    open ??= { line: index + 1, text: "" };
    const continues = /\\\s*$/.test(raw);
    open.text += ` ${raw.replace(/\\\s*$/, "")}`;
    if (continues) continue;
    instructions.push({ line: open.line, pattern: toPattern(open.text) });
    open = undefined;
  }
  return instructions;
}

/** Arguments (`${NAME}`, `$NAME`) may be anything; in RUN they are the shell's and stay as they are. */
function toPattern(text: string): RegExp {
  const told = normalise(text);
  const parts = told.startsWith("RUN ") ? [told] : told.split(/\$\{[^}]*\}|\$\w+/);
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join("[^ ]*")}$`);
}

/** One blank between words; no flags, no line breaks, no quotes, an ARG without its default. */
function normalise(text: string): string {
  return text
    .replace(/\\\n/g, " ")
    .replace(/ --[a-z]+(=\S+)?(?= )/g, " ")
    .replace(/["']/g, "")
    .replace(/^\s*(ARG [A-Za-z_]\w*)=.*$/, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
