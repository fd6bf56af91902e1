import { env } from "../env.ts";

/** A page's address as other people open it: below IMAGE_DIET_PUBLIC_URL, else below the host this request came to. */
export function publicUrl(request: Request, path: string): string {
  const base = env().IMAGE_DIET_PUBLIC_URL;
  if (base !== undefined && URL.canParse(base)) return `${base.replace(/\/+$/, "")}${path}`;
  return `http://${request.headers.get("host") ?? `${env().HOST}:${env().PORT}`}${path}`;
}
