export { parseInput } from "../parse-input.ts";

/** A URL's query as an object; a key that is there twice has its values joined by commas. */
export function toQueryObject(query: URLSearchParams): Record<string, string> {
  const keys = [...new Set(query.keys())];
  return Object.fromEntries(keys.map((key) => [key, query.getAll(key).join(",")]));
}
