import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { contentPolicy, NONCE_HEADER } from "@/lib/http/content-policy.ts";
import { isAllowedHost } from "@/lib/http/hosts.ts";
import { errorResponse } from "@/lib/http/respond.ts";

/**
 * Before any page: a name that was pointed at this machine from outside (DNS rebinding) may not read it, and an
 * address that is no text gets 400 instead of Next's 500. It is no authorisation: route handlers guard themselves.
 * What is answered runs no script but its own; Next reads the nonce for them from the request's policy.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  if (!isAllowedHost(request.headers.get("host"), env())) {
    return refuse(
      new AppError(
        "forbidden",
        "This server does not answer to that host name. Use its address, or set IMAGE_DIET_PUBLIC_URL.",
      ),
    );
  }
  if (!isText(request.nextUrl.pathname)) {
    return refuse(new AppError("bad-input", "The address holds bytes that are no text.", { field: "path" }));
  }
  if (/^\/api(\/|$)/.test(request.nextUrl.pathname)) {
    // Read only for such a request: no page has to wait for it.
    const { findRefusal } = await import("@/lib/http/find-refusal.ts");
    const refusal = findRefusal(request.method, request.nextUrl.pathname);
    if (refusal) return refuse(refusal);
  }
  const nonce = crypto.getRandomValues(Buffer.alloc(16)).toString("base64");
  const policy = contentPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set("content-security-policy", policy);
  const answer = NextResponse.next({ request: { headers } });
  answer.headers.set("content-security-policy", policy);
  return answer;
}

// A request that comes by here has its body held in memory, and cut off at 10 MB: an upload's does not.
export const config = { matcher: "/((?!_next/static|_next/image|icon.svg|api/v1/services/upload$).*)" };

function refuse(error: AppError): Response {
  return errorResponse(error, crypto.randomUUID());
}

function isText(path: string): boolean {
  try {
    return decodeURIComponent(path).isWellFormed();
  } catch {
    return false;
  }
}
