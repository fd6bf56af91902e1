import { createHash } from "node:crypto";

/**
 * An answer that anybody may keep as long as it asks each time whether it is still the same: its tag is made of `key`,
 * which must hold everything that the content depends on. 304 where the reader has it already; only else is it made.
 */
export async function cached(
  request: Request,
  key: string,
  content: { type: string; make: () => string | Promise<Uint8Array<ArrayBuffer>> },
): Promise<Response> {
  const tag = `"${createHash("sha256").update(key).digest("base64url").slice(0, 27)}"`;
  const headers = {
    etag: tag,
    "cache-control": "public, no-cache",
    "x-content-type-options": "nosniff",
  };
  if (hasTag(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers });
  return new Response(await content.make(), { headers: { ...headers, "content-type": content.type } });
}

function hasTag(given: string | null, tag: string): boolean {
  return (given ?? "").split(",").some((each) => [tag, "*"].includes(each.trim().replace(/^W\//, "")));
}
