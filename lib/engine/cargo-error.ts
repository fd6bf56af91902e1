import { stripVTControlCharacters } from "node:util";

const MAX_CHARACTERS = 200;

/** The summing up at the end says less than what came before. */
const SUMMARY = /^(could not compile|aborting due to|build failed)/;

const KNOWN: readonly { pattern: RegExp; cure: string }[] = [
  {
    pattern: /^no bin target named/,
    cure: "The program that ships has to have its package's name: name it so in Cargo.toml ([[bin]] with name and path), or give the service another package.",
  },
  {
    pattern: /^(cannot update the lock file|the lock file .* needs to be updated)/,
    cure: "Cargo.lock does not fit Cargo.toml: run cargo generate-lockfile in the source and keep what it writes.",
  },
  {
    pattern: /^failed to run custom build command/,
    cure: "Its build script failed; the last lines of the log say why.",
  },
  {
    pattern: /^(failed to (get|download|fetch|load source)|unable to update|download of)/i,
    cure: "Crates are fetched while it is built: the engine's host needs the network, and IMAGE_DIET_CA_BUNDLE where a proxy inspects TLS.",
  },
];

/** What cargo says was wrong, in one line, and the cure where it is known; undefined where the lines have no such word. */
export function findCargoError(lines: readonly string[]): { said: string; cure?: string } | undefined {
  const said = lines
    .map((line) => /^\s*error(?:\[(E\d+)\])?: (.+)/.exec(stripVTControlCharacters(line)))
    .map((match) => match && [match[1], match[2]?.trim()].filter(Boolean).join(": "))
    .find((words) => words && !SUMMARY.test(words));
  if (!said) return undefined;
  const cure = KNOWN.find(({ pattern }) => pattern.test(said))?.cure;
  return {
    said: said.slice(0, MAX_CHARACTERS).replace(/\.$/, ""),
    ...(cure === undefined ? {} : { cure }),
  };
}
