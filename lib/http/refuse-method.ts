import { randomUUID } from "node:crypto";
import { AppError } from "../errors.ts";
import { findRefusal } from "./find-refusal.ts";
import { errorResponse } from "./respond.ts";

/** Answers a method that a route does not have, where the proxy that refuses such elsewhere is not asked. */
export async function refuseMethod(request: Request): Promise<Response> {
  const refusal = findRefusal(request.method, new URL(request.url).pathname);
  return errorResponse(refusal ?? new AppError("not-found", "There is no such call."), randomUUID());
}
