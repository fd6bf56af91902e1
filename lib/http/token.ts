import { createHash, timingSafeEqual } from "node:crypto";

/** The cookie that a browser gets for the token; no script can read it. */
const TOKEN_COOKIE = "image-diet-token";

/** The token a request carries: `Authorization: Bearer …`, or the cookie that POST /api/v1/session sets. */
export function readToken(headers: Headers): string | undefined {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) return bearer;
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const [name, ...value] = pair.trim().split("=");
    if (name === TOKEN_COOKIE) return decodeCookie(value.join("="));
  }
  return undefined;
}

/** Compares without telling by its duration how much was right. */
export function isSameToken(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** The Set-Cookie value for a token that was right. `secure` where the page came over https. */
export function toTokenCookie(token: string, secure: boolean): string {
  const parts = [`${TOKEN_COOKIE}=${encodeURIComponent(token)}`, "Path=/", "HttpOnly", "SameSite=Strict"];
  return [...parts, "Max-Age=2592000", ...(secure ? ["Secure"] : [])].join("; ");
}

function decodeCookie(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
