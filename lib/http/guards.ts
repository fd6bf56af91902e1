import { AppError } from "../errors.ts";
import { type HostSettings, isAllowedHost, isLoopbackOnly, isOwnOrigin } from "./hosts.ts";
import { isSameToken, readToken } from "./token.ts";

export type GuardSettings = HostSettings & { IMAGE_DIET_TOKEN?: string | undefined };

/**
 * Refuses a request whose Host is not ours (DNS rebinding), and a mutation that another site's page sent or that
 * lacks the token where one is needed. Throws forbidden, unauthorized.
 */
export function guardRequest(headers: Headers, isMutation: boolean, settings: GuardSettings): void {
  guardHost(headers, settings);
  if (!isMutation) return;
  guardOrigin(headers, settings);
  guardToken(headers, settings);
}

/** Throws forbidden where the Host header names another server. */
export function guardHost(headers: Headers, settings: HostSettings): void {
  if (isAllowedHost(headers.get("host"), settings)) return;
  throw new AppError(
    "forbidden",
    "This server does not answer to that host name. Use its address, or set IMAGE_DIET_PUBLIC_URL to the URL people open.",
  );
}

/** Throws forbidden where a browser says that another site's page sent this. Programs send neither header. */
export function guardOrigin(headers: Headers, settings: HostSettings): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const foreignOrigin = origin !== null && !isOwnOrigin(origin, headers.get("host"), settings);
  const foreignSite = site !== null && site !== "same-origin" && site !== "none";
  if (!foreignOrigin && !foreignSite) return;
  throw new AppError(
    "forbidden",
    "Another site's page may not change anything here. Use this server's own pages.",
  );
}

/** Throws unauthorized where the token is missing or wrong, forbidden where one is needed and none was set. */
function guardToken(headers: Headers, settings: GuardSettings): void {
  const expected = settings.IMAGE_DIET_TOKEN;
  if (expected === undefined) {
    if (isLoopbackOnly(settings)) return;
    throw new AppError(
      "forbidden",
      "This server can be reached from other machines and has no token, so nothing can be changed. Set IMAGE_DIET_TOKEN and start it again.",
    );
  }
  const given = readToken(headers);
  if (given !== undefined && isSameToken(given, expected)) return;
  throw new AppError(
    "unauthorized",
    given === undefined
      ? "A token is needed to change anything: send it as `Authorization: Bearer …`."
      : "That token is not the one this server was started with (IMAGE_DIET_TOKEN).",
  );
}
