import { env } from "../env.ts";
import { isAllowedHost } from "./hosts.ts";

/**
 * A page's address as other people open it: below IMAGE_DIET_PUBLIC_URL, else below the host that this request came to,
 * if that is a name of ours.
 */
export function publicUrl({ headers }: { headers: Pick<Headers, "get"> }, path: string): string {
  const settings = env();
  const base = settings.IMAGE_DIET_PUBLIC_URL;
  if (base !== undefined && URL.canParse(base)) return `${base.replace(/\/+$/, "")}${path}`;
  const host = headers.get("host");
  const own = host !== null && isAllowedHost(host, settings) ? host : `${settings.HOST}:${settings.PORT}`;
  return `http://${own}${path}`;
}
