import { constants } from "node:os";
import type { Outcome } from "../probes/schemas.ts";

/** What is known of a container that did not become healthy, or ended when nobody asked it to. */
export type FailureFacts = {
  outcome: Exclude<Outcome, "runs">;
  /** The engine's own words, where it refused to start it. */
  said?: string | undefined;
  exitCode?: number | undefined;
  isOutOfMemory?: boolean | undefined;
  log: string;
  /** Why the last question for its health got no good answer. */
  lastProblem?: string | undefined;
  /** Where it listens instead. */
  listening?: readonly string[];
  healthTimeoutMs: number;
  healthPath: string;
  memoryBytes: number;
};

type Explanation = { reason: string; cure?: string };

/** Phrases that linkers, kernels and runtimes have for it, the telling ones first. */
const KNOWN: readonly { pattern: RegExp; explain: (match: RegExpExecArray) => Explanation }[] = [
  {
    pattern: /error while loading shared libraries: ([^\s:]{1,100})/i,
    explain: ([, name]) => ({
      reason: `The library ${name} is not in the image.`,
      cure: "Choose a base that has it, or link statically.",
    }),
  },
  {
    pattern: /version [`'"]?(GLIBC(?:XX)?_[\d.]{1,12})['"]? not found/i,
    explain: ([, version]) => ({
      reason: `The image's C library is older than the program needs: ${version} is not in it.`,
      cure: "Compile on the base's own release, choose a newer base, or link statically.",
    }),
  },
  {
    pattern: /exec format error/i,
    explain: () => ({
      reason: "The program is for another kind of processor, or is no program.",
      cure: "Build for the platform of the machine that runs it.",
    }),
  },
  {
    pattern: /executable file not found|stat [^\s:]{1,200}: no such file or directory/i,
    explain: () => ({
      reason: "The program that the image names as its entrypoint is not in it.",
      cure: "Check ENTRYPOINT, CMD and the COPY before them; an image without a shell takes the JSON form only.",
    }),
  },
  {
    pattern:
      /exec [^\s:]{0,200}:? ?.{0,40}no such file or directory|exec user process caused.{0,20}no such file/i,
    explain: () => ({
      reason: "The program's interpreter (its dynamic linker, or the shell of a script) is not in the image.",
      cure: "Choose a base that has the program's C library, or link statically.",
    }),
  },
  {
    pattern: /permission denied/i,
    explain: () => ({
      reason: "Something that it needs is refused to the user that it runs as.",
      cure: "Give the user the right to it (COPY --chown, chmod), or a port above 1023.",
    }),
  },
  {
    pattern: /read-only file ?system|EROFS/i,
    explain: () => ({
      reason: "It writes to its root, which is read-only here as it should be in production.",
      cure: "Write to a volume or a tmpfs, and mount one there.",
    }),
  },
  {
    pattern: /address (?:already )?in use/i,
    explain: () => ({
      reason: "The address where it listens is taken: it does not listen where ADDR says.",
      cure: "Let the service read its address from ADDR.",
    }),
  },
];

/** What happened and what to do about it, in a sentence each, from the engine's words, the exit code and the log. */
export function explainFailure(facts: FailureFacts): Explanation {
  const { reason, cure } = explain(facts);
  return { reason, ...(cure === undefined ? {} : { cure }) };
}

function explain(facts: FailureFacts): Explanation {
  const { outcome, isOutOfMemory, memoryBytes } = facts;
  if (outcome === "out-of-reach")
    return {
      reason: "The engine runs on another machine or behind one: a service on its loopback cannot be asked.",
      cure: "Probe with a worker on the engine's own machine.",
    };
  if (isOutOfMemory)
    return {
      reason: `It took more than the ${Math.round(memoryBytes / 1e6)} MB that it may have, and was killed.`,
      cure: "Let it take less, or look for what grows without end.",
    };
  const known = findKnown(`${facts.said ?? ""}\n${facts.log}`);
  if (outcome === "cannot-start") {
    const words = facts.said ? ` The engine says: ${toLine(facts.said)}` : "";
    return known
      ? { ...known, reason: `${known.reason}${words}` }
      : { reason: `The engine cannot start it.${words}` };
  }
  if (outcome === "never-healthy") return explainSilence(facts, known);
  const how = `It ended ${sayExit(facts.exitCode)}${outcome === "unsteady" ? " while it was used" : " before it was healthy"}.`;
  return known ? { ...known, reason: `${how} ${known.reason}` } : { reason: `${how}${sayLast(facts.log)}` };
}

function explainSilence(facts: FailureFacts, known: Explanation | undefined): Explanation {
  const seconds = `${(facts.healthTimeoutMs / 1000).toFixed(1).replace(/\.0$/, "")} s`;
  const problem = facts.lastProblem ? `: ${facts.lastProblem}` : "";
  const reason = `It runs, but ${facts.healthPath} gave no healthy answer within ${seconds}${problem}.`;
  const elsewhere = facts.listening ?? [];
  if (elsewhere.length > 0)
    return {
      reason: `${reason} It listens on ${elsewhere.slice(0, 3).join(", ")}.`,
      cure: `Let the service read its address from ADDR and answer GET ${facts.healthPath}.`,
    };
  return known
    ? { ...known, reason: `${reason} ${known.reason}` }
    : { reason, cure: `Let the service read its address from ADDR and answer GET ${facts.healthPath}.` };
}

function findKnown(text: string): Explanation | undefined {
  for (const { pattern, explain: toWords } of KNOWN) {
    const match = pattern.exec(text);
    if (match) return toWords(match);
  }
  return undefined;
}

/** `with exit code 3`, or `by SIGSEGV (139)`: 128 and a signal's number is how engines tell a signal. */
export function sayExit(exitCode: number | undefined): string {
  if (exitCode === undefined) return "without an exit code";
  const signal = Object.entries(constants.signals).find(([, number]) => number === exitCode - 128);
  return signal ? `by ${signal[0]} (${exitCode})` : `with exit code ${exitCode}`;
}

function sayLast(log: string): string {
  const last = log.trim().split("\n").at(-1)?.trim();
  return last ? ` Its last words: ${toLine(last)}` : " It said nothing.";
}

function toLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
