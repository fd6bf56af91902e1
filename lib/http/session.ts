import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { publicUrl } from "./public-url.ts";
import { isSameToken, toTokenCookie } from "./token.ts";

/** True where a browser has to give the token before it may change anything. */
export function isTokenNeeded(): boolean {
  return env().IMAGE_DIET_TOKEN !== undefined;
}

/** Gives a browser the token as a cookie that no script reads. Throws unauthorized; conflict where no token is set. */
export function openSession(request: Request, token: string): Response {
  const expected = env().IMAGE_DIET_TOKEN;
  if (expected === undefined) {
    throw new AppError(
      "conflict",
      "This server was started without a token (IMAGE_DIET_TOKEN), so there is none to give.",
    );
  }
  if (!isSameToken(token, expected)) {
    throw new AppError(
      "unauthorized",
      "That token is not the one this server was started with (IMAGE_DIET_TOKEN).",
    );
  }
  const isSecure = publicUrl(request, "/").startsWith("https:");
  return new Response(null, {
    status: 204,
    headers: { "set-cookie": toTokenCookie(token, isSecure), "cache-control": "no-store" },
  });
}
