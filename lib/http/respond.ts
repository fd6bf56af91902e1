import { type AppError, ERROR_STATUS } from "../errors.ts";

/** A JSON answer that no cache keeps. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

/** Plain text that no browser takes for anything else. */
export function text(
  body: string | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** `{error{code, message, field?, requestId}}` with the status that belongs to the code. */
export function errorResponse(error: AppError, requestId: string): Response {
  const { code, message, field } = error;
  const body = { error: { code, message, ...(field === undefined ? {} : { field }), requestId } };
  return json(ERROR_STATUS[code].http, body, { "x-request-id": requestId });
}
