import { isProgram } from "../elf/is-program.ts";
import { compareVersions, type LibcName } from "../elf/libc.ts";
import { toElfMachine } from "../elf/machine.ts";
import { findFile, type ImageContent } from "./image-content.ts";
import type { IndexedElf } from "./layer-index.ts";
import { findElf, findLibrary, isBuiltIn } from "./library-search.ts";

export type RunProblem =
  | { code: "not-a-program"; text: string }
  | { code: "other-machine"; text: string; needed: string }
  | { code: "no-interpreter"; text: string; needed: string }
  | { code: "library-missing"; text: string; library: string; neededBy: string }
  | { code: "version-missing"; text: string; library: string; version: string; highest?: string };

/** Whether a binary starts on a base, and if not, every reason why. */
export type RunVerdict = {
  verdict: "runs" | "does-not-run" | "cannot-tell";
  problems: RunProblem[];
  /** Full sentences: what was looked at. */
  evidence: string[];
};

export type RunTarget = {
  /** The base's files, with anything that is copied beside the binary. */
  image: ImageContent;
  /** As people know it: `base-nossl`. */
  name: string;
  /** OCI architecture: `amd64`. */
  architecture: string;
};

const MAX_LIBRARIES = 500;
/** Missing versions that one file is told of. */
const MAX_PROBLEMS = 50;

/**
 * Tells from a binary's own tables, and from the libraries of a base and the versions they export, whether the kernel
 * and the dynamic linker would start it. `path` is where the binary would be (for $ORIGIN), without a leading slash.
 */
export function canRun(binary: IndexedElf, path: string, target: RunTarget): RunVerdict {
  const { name, architecture } = target;
  if (!isProgram(binary)) {
    return fail({ code: "not-a-program", text: `It is no program but a ${binary.kind} file.` });
  }
  const machine = toElfMachine(architecture);
  if (machine !== undefined && machine !== binary.machine) {
    const text = `It is built for ${binary.machine}; ${name} is for ${architecture}.`;
    return fail({ code: "other-machine", text, needed: binary.machine });
  }
  if (binary.kind !== "dynamic") {
    return {
      verdict: "runs",
      problems: [],
      evidence: [`It is ${binary.kind}: it needs no file of ${name}.`],
    };
  }
  const { interpreter } = binary;
  if (interpreter === undefined) {
    return fail({ code: "no-interpreter", text: "It needs libraries but names no interpreter.", needed: "" });
  }
  const linker = findFile(target.image, interpreter);
  if (linker === undefined) {
    const text = `Its interpreter ${interpreter} is missing on ${name}.`;
    return fail({ code: "no-interpreter", text, needed: interpreter });
  }
  return loadAll(binary, path, target, interpreter);
}

function fail(problem: RunProblem): RunVerdict {
  return { verdict: "does-not-run", problems: [problem], evidence: [] };
}

/** Walks the libraries as the dynamic linker does: breadth first, each name once. */
function loadAll(binary: IndexedElf, path: string, target: RunTarget, interpreter: string): RunVerdict {
  const { image, name } = target;
  const libc = toLibcOfLinker(interpreter);
  const problems: RunProblem[] = [];
  const evidence = [`The interpreter ${interpreter} is there.`];
  const loaded = new Map<string, IndexedElf | undefined>();
  let isSure = true;
  const own = findElf(image, interpreter);
  const waiting: { path: string; elf: IndexedElf }[] = [{ path, elf: binary }];
  for (let loader = waiting.shift(); loader !== undefined; loader = waiting.shift()) {
    for (const library of loader.elf.needed) {
      if (loaded.has(library) || isBuiltIn(library, libc)) continue;
      if (loaded.size >= MAX_LIBRARIES) break;
      const isLinker =
        own !== undefined && (own.elf?.soname === library || interpreter.endsWith(`/${library}`));
      const found = isLinker
        ? own
        : findLibrary(image, library, { loader: loader.elf, loaderPath: loader.path, libc });
      loaded.set(library, found?.elf);
      if (found === undefined) {
        const neededBy = loader.path;
        const text = `${library} is missing on ${name} (needed by /${neededBy}).`;
        problems.push({ code: "library-missing", text, library, neededBy });
      } else if (found.elf === undefined) {
        isSure = false;
        evidence.push(`${library} is /${found.path}, which was not read: ${found.unread}.`);
      } else {
        evidence.push(`${library} is /${found.path}.`);
        waiting.push({ path: found.path, elf: found.elf });
      }
    }
    problems.push(...findMissingVersions(loader, loaded, name));
  }
  const verdict = problems.length > 0 ? "does-not-run" : isSure ? "runs" : "cannot-tell";
  return { verdict, problems, evidence };
}

function toLibcOfLinker(interpreter: string): LibcName {
  return interpreter.includes("ld-musl") ? "musl" : "glibc";
}

/** Versions that a loaded library does not export; one without any versions is taken as it is, as the linker does. */
function findMissingVersions(
  loader: { path: string; elf: IndexedElf },
  loaded: ReadonlyMap<string, IndexedElf | undefined>,
  name: string,
): RunProblem[] {
  const problems: RunProblem[] = [];
  const definedBy = new Map<string, ReadonlySet<string>>();
  for (const { library, version, isWeak } of loader.elf.versionsNeeded) {
    const found = loaded.get(library);
    if (isWeak || found === undefined) continue;
    const { versionsDefined } = found;
    const defined = definedBy.get(library) ?? new Set(versionsDefined);
    definedBy.set(library, defined);
    if (defined.size === 0 || defined.has(version)) continue;
    if (problems.length === MAX_PROBLEMS) break;
    const highest = findHighest(versionsDefined, version);
    const has = highest === undefined ? "has no version of that kind" : `has ${highest}`;
    problems.push({
      code: "version-missing",
      text: `${version} of ${library} is needed by /${loader.path}; ${name} ${has}.`,
      library,
      version,
      ...(highest !== undefined && { highest }),
    });
  }
  return problems;
}

/** The highest version with the same name before its number: GLIBC_2.36 for GLIBC_2.39. */
function findHighest(defined: readonly string[], version: string): string | undefined {
  const prefix = /^(.*_)\d+(\.\d+)*$/.exec(version)?.[1];
  if (prefix === undefined) return undefined;
  return defined
    .filter((each) => each.startsWith(prefix) && /^\d+(\.\d+)*$/.test(each.slice(prefix.length)))
    .sort((a, b) => compareVersions(a.slice(prefix.length), b.slice(prefix.length)))
    .at(-1);
}
