/** `usr/share/doc/libc6/copyright` -> `libc6`; undefined for other paths. */
export function toCopyrightPackage(path: string): string | undefined {
  return /^usr\/share\/doc\/([^/]+)\/copyright$/.exec(path)?.[1];
}

const MAX_LICENCES = 100;
const MAX_NAME_CHARACTERS = 120;
/** In a longer line of blanks, looking for what stands between them takes minutes. */
const MAX_LINE_CHARACTERS = 2000;

/**
 * The licences that a Debian copyright file names, sorted: the `License:` fields of the machine-readable format, else
 * the texts under /usr/share/common-licenses that it refers to. Empty where it names none.
 * Source: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
 */
export function parseDebianCopyright(text: string): string[] {
  const isMachineReadable = /^Format(-Specification)?:\s*\S/im.test(text.slice(0, 4096));
  const names = isMachineReadable ? findFields(text) : findCommonLicences(text);
  return [...new Set(names)].slice(0, MAX_LICENCES).sort();
}

/** `License: GPL-2+ or Artistic` names two; commas and "with … exception" stay as they are written. */
function findFields(text: string): string[] {
  return [...text.matchAll(/^License:[ \t]*(\S.*)$/gim)]
    .flatMap((match) => (match[1] ?? "").slice(0, MAX_LINE_CHARACTERS).split(/\s+(?:and\/or|and|or)\s+/i))
    .map((name) => name.replace(/^[(,\s]+|[),\s]+$/g, ""))
    .filter((name) => name !== "" && name.length <= MAX_NAME_CHARACTERS);
}

function findCommonLicences(text: string): string[] {
  return [...text.matchAll(/\/usr\/share\/common-licenses\/([A-Za-z0-9.+-]*[A-Za-z0-9+])/g)].map(
    (match) => match[1] ?? "",
  );
}
