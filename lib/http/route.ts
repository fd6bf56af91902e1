import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { env } from "../env.ts";
import { toAppError } from "../errors.ts";
import { readJsonBody } from "./body.ts";
import { guardHost, guardOrigin, guardRequest } from "./guards.ts";
import { parseInput, toQueryObject } from "./input.ts";
import { webLog } from "./log.ts";
import type { Operation } from "./operation.ts";
import { errorResponse } from "./respond.ts";

export type Call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  request: Request;
};

/** Next gives a route without parameters none at all. */
type RouteHandler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

/**
 * A route handler: guard, parse by the operation's schemas, call, respond. What is thrown becomes
 * `{error{code, message, field?, requestId}}`; the cause of an unexpected one goes to the log only.
 */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  operation: Operation<P, Q, B>,
  handle: (call: Call<P, Q, B>) => Promise<Response>,
): RouteHandler {
  return async (request, context) => {
    const requestId = randomUUID();
    try {
      guard(operation, request);
      const params = parseInput(operation.params, (await context.params) ?? {}, "path");
      const query = parseInput(operation.query, toQueryObject(new URL(request.url).searchParams), "query");
      const hasJson = operation.method !== "get" && operation.takesFile !== true;
      const raw = hasJson ? await readJsonBody(request, operation.maxBodyBytes) : {};
      const body = parseInput(operation.body, raw, "body");
      const response = await handle({ params, query, body, request });
      response.headers.set("x-request-id", requestId);
      return response;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === "internal") {
        webLog.error({ requestId, operation: operation.id, err: error.cause ?? error }, "request failed");
      }
      return errorResponse(error, requestId);
    }
  };
}

function guard(operation: Operation, request: Request): void {
  if (operation.needsToken === false) {
    guardHost(request.headers, env());
    guardOrigin(request.headers, env());
    return;
  }
  guardRequest(request.headers, operation.method !== "get", env());
}
