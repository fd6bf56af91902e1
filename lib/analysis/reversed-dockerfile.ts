import type { ImageConfig } from "../oci/types.ts";

/** One step of an image's history, told as a Dockerfile would. */
export type DockerfileLine = {
  instruction: string;
  /** The whole line; long RUN lines are broken at `&&`. */
  text: string;
  createdAt?: string;
  comment?: string;
  /** Absent for a step that made no layer. */
  layer?: { index: number; diffId: string; sizeBytes: number };
  fromBase: boolean;
};

export type HistoryLayer = { diffId: string; sizeBytes: number; fromBase: boolean };

const NOP = /^(?:\/bin\/sh -c|\|\d+ .*? \/bin\/sh -c)? ?#\(nop\) +/;
const SHELL = /^(?:\|\d+ (.*?) )?(\/bin\/(?:ba|a|da)?sh(?: [\w-]+)*? -c) /s;
const BUILDKIT_SUFFIX = / # buildkit$/;
const INSTRUCTION =
  /^(FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)\b/;

/**
 * The image's history as Dockerfile lines, oldest first, with the layer that each made. Layers that the history does
 * not tell of (it is optional) come first, as lines of their own.
 */
export function toReversedDockerfile(config: ImageConfig, layers: readonly HistoryLayer[]): DockerfileLine[] {
  const made = config.history.filter((step) => step.empty_layer !== true).length;
  const untold = Math.max(0, layers.length - made);
  const lines: DockerfileLine[] = layers.slice(0, untold).map((layer, index) => ({
    instruction: "ADD",
    text: "# a layer that the history does not tell of",
    layer: { index, diffId: layer.diffId, sizeBytes: layer.sizeBytes },
    fromBase: layer.fromBase,
  }));
  let next = untold;
  const baseLayers = layers.filter(({ fromBase }) => fromBase).length;
  for (const step of config.history) {
    const layer = step.empty_layer === true ? undefined : layers[next];
    const text = toLine(step.created_by ?? "");
    lines.push({
      instruction: INSTRUCTION.exec(text)?.[1] ?? "RUN",
      text: breakLine(text),
      ...(step.created !== undefined && { createdAt: step.created }),
      ...(step.comment !== undefined && step.comment !== "" && { comment: step.comment }),
      ...(layer !== undefined && {
        layer: { index: next, diffId: layer.diffId, sizeBytes: layer.sizeBytes },
      }),
      fromBase: layer?.fromBase ?? next < baseLayers,
    });
    if (layer !== undefined) next += 1;
  }
  return lines;
}

/** `/bin/sh -c #(nop)  CMD ["sh"]` -> `CMD ["sh"]`; `RUN /bin/sh -c make # buildkit` -> `RUN make`. */
function toLine(createdBy: string): string {
  const told = cut(createdBy).replace(BUILDKIT_SUFFIX, "").trim();
  if (told === "") return "# no command is told";
  if (NOP.test(told)) return told.replace(NOP, "").trim();
  const command = told.replace(/^RUN /, "");
  const shell = SHELL.exec(command);
  if (shell !== null) return `RUN ${command.slice(shell[0].length).trim()}`;
  if (told.startsWith("EXPOSE map["))
    return `EXPOSE ${[...told.matchAll(/\b(\d{1,5}\/\w{1,10}):/g)].map((match) => match[1]).join(" ")}`;
  if (INSTRUCTION.test(told)) return told;
  // assembled bases name what a layer is, not a command
  return `# ${told.replaceAll("\n", "\n# ")}`;
}

/** Longer than any Dockerfile's step; what is longer is cut, and says so. */
const MAX_CHARACTERS = 20_000;

function cut(text: string): string {
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS).toWellFormed()} …`;
}

const LONG = 80;

function breakLine(text: string): string {
  if (text.length <= LONG || !text.startsWith("RUN ")) return text;
  return text
    .split(/\s&&\s/)
    .map((part) => part.trim())
    .join(" \\\n && ");
}
