type Purl = { name: string; version: string | undefined; qualifiers: URLSearchParams };

/**
 * Whether a package's purl is one that `pattern` means: same type and name, and the same version and qualifiers as far
 * as the pattern names them (github.com/package-url/purl-spec).
 */
export function matchesPurl(pattern: string, purl: string): boolean {
  const [wanted, found] = [parsePurl(pattern), parsePurl(purl)];
  if (!wanted || !found || wanted.name !== found.name) return false;
  if (wanted.version !== undefined && wanted.version !== found.version) return false;
  return [...wanted.qualifiers].every(([key, value]) => found.qualifiers.get(key) === value);
}

function parsePurl(text: string): Purl | undefined {
  const parts = /^pkg:\/*([^@?#]+)(?:@([^?#]*))?(?:\?([^#]*))?(?:#.*)?$/i.exec(text);
  if (!parts?.[1]) return undefined;
  const name = decode(parts[1].replace(/\/+$/, ""));
  const [type = "", ...rest] = name.split("/");
  return {
    name: [type.toLowerCase(), ...rest].join("/"),
    version: parts[2] === undefined ? undefined : decode(parts[2]),
    qualifiers: new URLSearchParams(parts[3] ?? ""),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
