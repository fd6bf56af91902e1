/**
 * Whether a path in an image is one that `pattern` means: `*` and `?` stand for anything within a folder, `**` across
 * folders. Takes time in proportion to the product of both lengths, whatever the pattern.
 */
export function matchesPath(pattern: string, path: string): boolean {
  return matchParts(split(pattern), split(path), (wanted, found) =>
    wanted === "**" ? "any" : matchName(wanted, found),
  );
}

function matchName(pattern: string, name: string): boolean {
  return matchParts([...pattern], [...name], (wanted, found) =>
    wanted === "*" ? "any" : wanted === "?" || wanted === found,
  );
}

/** The classic two-pointer wildcard match: on a mismatch the latest "any" takes one more. */
function matchParts(
  pattern: string[],
  parts: string[],
  match: (wanted: string, found: string) => boolean | "any",
): boolean {
  let at = 0;
  let star = -1;
  let retryFrom = 0;
  for (let index = 0; index < parts.length; ) {
    const wanted = pattern[at];
    const found = wanted === undefined ? false : match(wanted, parts[index] ?? "");
    if (found === "any") {
      star = at;
      retryFrom = index;
      at += 1;
    } else if (found) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      retryFrom += 1;
      index = retryFrom;
    } else return false;
  }
  return pattern.slice(at).every((wanted) => match(wanted, "") === "any");
}

function split(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
