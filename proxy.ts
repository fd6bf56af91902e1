import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { isAllowedHost } from "@/lib/http/hosts.ts";
import { errorResponse } from "@/lib/http/respond.ts";

/**
 * Before any page: a name that was pointed at this machine from outside (DNS rebinding) may not read it, and an
 * address that is no text gets 400 instead of Next's 500. It is no authorisation: route handlers guard themselves.
 */
export function proxy(request: NextRequest): Response {
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
  return NextResponse.next();
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
