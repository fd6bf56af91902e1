/** One instruction of a Dockerfile; lines are 1-based and inclusive. */
export type Instruction = {
  keyword: string;
  /** With its continuation lines joined, comments left out. */
  text: string;
  startLine: number;
  endLine: number;
  /** The stage it is in: its name, or its number as text; "" before the first FROM. */
  stage: string;
  stageNumber: number;
};

// The instructions that BuildKit counts as steps in `[stage 2/5]`.
const COUNTED = new Set(["RUN", "COPY", "ADD", "WORKDIR"]);

/** The instructions of a Dockerfile in order, with their stages; here-documents belong to their instruction. */
export function parseDockerfile(text: string): Instruction[] {
  const lines = text.split(/\r?\n/);
  const instructions: Instruction[] = [];
  let continuation = "\\";
  let stage = "";
  let stageNumber = -1;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const directive = /^#\s*escape\s*=\s*([\\`])\s*$/i.exec(line)?.[1];
    if (directive && instructions.length === 0) continuation = directive;
    if (/^\s*(#|$)/.test(line)) continue;
    const startLine = index + 1;
    let joined = "";
    let current = line.trimStart();
    for (;;) {
      const continued = current.trimEnd().endsWith(continuation);
      joined += continued ? current.trimEnd().slice(0, -1) : current;
      if (!continued) break;
      do index += 1;
      while (index < lines.length && /^\s*(#|$)/.test(lines[index] ?? ""));
      if (index >= lines.length) break;
      current = lines[index] ?? "";
    }
    const keyword = (/^\S+/.exec(joined)?.[0] ?? "").toUpperCase();
    if (keyword === "FROM") {
      stageNumber += 1;
      stage = /\sAS\s+(\S+)\s*$/i.exec(joined)?.[1]?.toLowerCase() ?? `stage-${stageNumber}`;
    }
    if (keyword === "RUN" || keyword === "COPY" || keyword === "ADD")
      index = skipHereDocuments(lines, index, joined);
    instructions.push({ keyword, text: joined.trim(), startLine, endLine: index + 1, stage, stageNumber });
  }
  return instructions;
}

function skipHereDocuments(lines: string[], index: number, instruction: string): number {
  let last = index;
  for (const [, dash, word] of instruction.matchAll(/<<(-?)["']?([A-Za-z_]\w*)["']?/g)) {
    let end = last + 1;
    while (end < lines.length && (dash ? (lines[end] ?? "").replace(/^\t+/, "") : lines[end]) !== word)
      end += 1;
    // No terminator: it was no here-document after all.
    if (end < lines.length) last = end;
  }
  return last;
}

/**
 * The instruction that a step's name such as `[builder 3/7] RUN cargo build` stands for. By its place in its stage; by
 * its text where the counts do not match (ONBUILD instructions of a base add steps that the file does not have).
 */
export function findInstruction(instructions: Instruction[], stepName: string): Instruction | undefined {
  const step = /^\[(?:\S+\/\S+ +)?(?:([^\s\]]+) +)?(\d+)\/(\d+)\] ([\s\S]*)$/.exec(stepName);
  if (!step) return undefined;
  const [, stageName, position = "", total = "", text = ""] = step;
  const inStage = instructions.filter((one) =>
    stageName === undefined ? true : one.stage === stageName.toLowerCase(),
  );
  const counted = inStage.filter((one) => COUNTED.has(one.keyword));
  // FROM counts as a step, except FROM scratch and FROM an earlier stage.
  const first = Number(total) - counted.length;
  const keyword = (/^\S+/.exec(text)?.[0] ?? "").toUpperCase();
  const byPlace =
    first === 1 && position === "1"
      ? inStage.find((one) => one.keyword === "FROM")
      : counted[Number(position) - 1 - first];
  if ((first === 0 || first === 1) && byPlace?.keyword === keyword) return byPlace;
  const plain = (value: string) => value.replace(/\s+/g, " ").trim();
  return inStage.find((one) => plain(one.text) === plain(text));
}
