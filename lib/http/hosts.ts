import { isIP } from "node:net";

/** The settings that decide which names this server answers to. */
export type HostSettings = { HOST: string; IMAGE_DIET_PUBLIC_URL?: string | undefined };

/** The name in a Host header or an authority, lower case, without port and brackets; undefined where there is none. */
export function parseHostName(authority: string | null): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(authority?.trim() ?? "");
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, "");
}

/** True for the names and addresses that mean this machine only. */
export function isLoopbackName(name: string): boolean {
  if (name === "localhost" || name === "::1") return true;
  return isIP(name) === 4 && name.startsWith("127.");
}

/** True where only this machine can reach the server. */
export function isLoopbackOnly(settings: HostSettings): boolean {
  return isLoopbackName(settings.HOST.replace(/^\[|\]$/g, "").toLowerCase());
}

/**
 * True if this server answers to the name in a Host header. A name that an attacker can point at 127.0.0.1 (DNS
 * rebinding) is not on the list; addresses cannot be rebound, so they are accepted once HOST is not loopback.
 */
export function isAllowedHost(authority: string | null, settings: HostSettings): boolean {
  const name = parseHostName(authority);
  if (name === undefined) return false;
  if (isLoopbackName(name) || name === parseHostName(settings.HOST)) return true;
  if (name === publicUrlOf(settings)?.hostname.replace(/^\[|\]$/g, "")) return true;
  return !isLoopbackOnly(settings) && isIP(name) !== 0;
}

/** True if an Origin header names this very server (scheme aside), or IMAGE_DIET_PUBLIC_URL. */
export function isOwnOrigin(origin: string, authority: string | null, settings: HostSettings): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url === undefined) return false;
  if (url.origin === publicUrlOf(settings)?.origin) return true;
  return (
    url.host ===
    authority
      ?.trim()
      .toLowerCase()
      .replace(url.protocol === "https:" ? /:443$/ : /:80$/, "")
  );
}

function publicUrlOf(settings: HostSettings): URL | undefined {
  const text = settings.IMAGE_DIET_PUBLIC_URL;
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}
