import type { ImageContent } from "../analysis/image-content.ts";

/**
 * Remembers what was worked out of an image's files for as long as these are kept: they never change. At most
 * `maxResults` for one image, the oldest let go first.
 */
export function perContent<Key, Result>(
  work: (content: ImageContent, key: Key) => Result,
  maxResults = 2,
): (content: ImageContent, key: Key) => Result {
  const known = new WeakMap<ImageContent, Map<string, Result>>();
  return (content, key) => {
    const results = known.get(content) ?? new Map<string, Result>();
    known.set(content, results);
    const name = JSON.stringify(key);
    const found = results.get(name);
    if (found !== undefined) return found;
    const result = work(content, key);
    results.set(name, result);
    const [oldest] = results.keys();
    if (results.size > maxResults && oldest !== undefined) results.delete(oldest);
    return result;
  };
}
