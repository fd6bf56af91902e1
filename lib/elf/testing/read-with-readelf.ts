import { execFileSync } from "node:child_process";

/** The same facts as `parseElf` finds, as binutils' readelf tells them. */
export type ReadelfFacts = {
  bits: number;
  byteOrder: string;
  type: string;
  interpreter: string | undefined;
  needed: string[];
  soname: string | undefined;
  folders: string[];
  versionsNeeded: string[];
  versionsDefined: string[];
  buildId: string | undefined;
  hasRelro: boolean;
  hasNx: boolean;
  hasBindNow: boolean;
  isPie: boolean;
  /** `name size` of each section that has bytes in the file. */
  sections: string[];
};

/** True where readelf is on PATH. */
export function hasReadelf(): boolean {
  try {
    execFileSync("readelf", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");
const one = (text: string, pattern: RegExp) => pattern.exec(text)?.[1];

/** Runs readelf on a real file. */
export function readWithReadelf(path: string): ReadelfFacts {
  const run = (...flags: string[]) =>
    execFileSync("readelf", ["--wide", ...flags, path], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "ignore"],
    });
  const [header, segments, dynamic, sections] = [run("-h"), run("-l"), run("-d"), run("-S")];
  const [versions, notes] = [run("-V"), run("-n")];
  const stack = one(segments, /GNU_STACK\s+\S+ \S+ \S+ \S+ \S+ ([RWE ]{3})/);
  return {
    bits: header.includes("ELF64") ? 64 : 32,
    byteOrder: header.includes("little endian") ? "little" : "big",
    type: one(header, /Type:\s+(\S+)/) ?? "",
    interpreter: one(segments, /Requesting program interpreter: (.*)\]/),
    needed: all(dynamic, /\(NEEDED\)\s+Shared library: \[(.*)\]/g),
    soname: one(dynamic, /\(SONAME\)\s+Library soname: \[(.*)\]/),
    folders: all(dynamic, /\((?:RPATH|RUNPATH)\)\s+Library r(?:un)?path: \[(.*)\]/g),
    versionsNeeded: readNeeded(versions),
    versionsDefined: readDefined(versions),
    buildId: one(notes, /Build ID: ([0-9a-f]+)/),
    hasRelro: segments.includes("GNU_RELRO"),
    hasNx: stack !== undefined && !stack.includes("E"),
    hasBindNow: /\(BIND_NOW\)|FLAGS\).*BIND_NOW|FLAGS_1\).*NOW/.test(dynamic),
    isPie: /FLAGS_1\).*PIE/.test(dynamic),
    sections: readSections(sections),
  };
}

function readNeeded(text: string): string[] {
  const found: string[] = [];
  let library = "";
  const part = text.slice(text.indexOf("Version needs section"));
  if (!text.includes("Version needs section")) return found;
  for (const line of part.split("\n")) {
    library = one(line, /File: (\S+)/) ?? library;
    const version = one(line, /^\s+0x[0-9a-f]+:\s+Name: (\S+)/);
    if (version !== undefined) found.push(`${library} ${version}`);
  }
  return found;
}

function readDefined(text: string): string[] {
  const start = text.indexOf("Version definition section");
  if (start === -1) return [];
  const end = text.indexOf("Version needs section", start);
  const part = text.slice(start, end === -1 ? undefined : end);
  return part
    .split("\n")
    .filter((line) => /Rev: \d+/.test(line) && !/Flags: BASE/.test(line))
    .map((line) => one(line, /Name: (\S+)/) ?? "");
}

function readSections(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(
    /^\s+\[\s*\d+\] (.*?)\s+([A-Z_0-9]+)\s+[0-9a-f]{8,16} ([0-9a-f]+) ([0-9a-f]+) /gm,
  )) {
    const [, name, type, , size] = match;
    if (type === "NULL" || type === "NOBITS" || Number.parseInt(size ?? "0", 16) === 0) continue;
    found.push(`${name} ${Number.parseInt(size ?? "0", 16)}`);
  }
  return found.sort();
}
