export type PurlParts = {
  type: string;
  namespace?: string;
  name: string;
  version?: string;
  qualifiers?: Record<string, string | undefined>;
};

/**
 * A package URL in its canonical form: lower-case type, qualifiers sorted, empty ones left out, and all but letters,
 * digits, `.-_~` and `:` percent-encoded (purl-spec, "Character encoding").
 */
export function toPurl(parts: PurlParts): string {
  const namespace = (parts.namespace ?? "").split("/").filter((segment) => segment !== "");
  const path = [...namespace, parts.name].map(encode).join("/");
  const version = parts.version === undefined || parts.version === "" ? "" : `@${encode(parts.version)}`;
  const qualifiers = Object.entries(parts.qualifiers ?? {})
    .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "")
    .map(([key, value]) => `${key.toLowerCase()}=${encode(value)}`)
    .sort();
  const query = qualifiers.length === 0 ? "" : `?${qualifiers.join("&")}`;
  return `pkg:${parts.type.toLowerCase()}/${path}${version}${query}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%3A", ":");
}
