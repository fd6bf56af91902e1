import type { z } from "zod";
import { notify } from "@/components/ui/toast.tsx";
import type { ErrorCode } from "@/lib/errors.ts";

/** A failure as the API tells it; `offline` where the server did not answer at all. */
export class ApiError extends Error {
  readonly code: ErrorCode | "offline";
  /** The input that it is about, where there is one. */
  readonly field: string | undefined;

  constructor(code: ErrorCode | "offline", message: string, field?: string) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.field = field;
  }
}

/** `file` is sent as it is, in the place of a JSON `body`. */
export type Call = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  file?: File;
  signal?: AbortSignal;
};

/**
 * Calls /api/v1 and parses the answer; a schema that is loaded with the answer is not part of a page's first load. Throws
 * ApiError; AbortError where the signal fired.
 */
export async function callApi<T extends z.ZodType>(
  schema: T | (() => Promise<T>),
  path: string,
  call: Call = {},
): Promise<z.output<T>> {
  const loading = typeof schema === "function" ? schema() : schema;
  const [answer, parser] = await Promise.all([fetchAnswer(path, call), loading]);
  return parser.parse(answer);
}

/** Calls /api/v1 where nobody reads the answer. Throws as callApi does. */
export async function tellApi(path: string, call: Call): Promise<void> {
  await fetchAnswer(path, call);
}

async function fetchAnswer(path: string, { method = "GET", body, file, signal }: Call): Promise<unknown> {
  const response = await send(`/api/v1${path}`, {
    method,
    cache: "no-store",
    ...(signal ? { signal } : {}),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    ...(file ? { body: file, headers: { "content-type": "application/octet-stream" } } : {}),
  });
  if (response.ok) return response.status === 204 ? undefined : response.json();
  const failure = await response.json().catch(() => undefined);
  throw new ApiError(
    failure?.error?.code ?? "internal",
    failure?.error?.message ?? `The server answered ${response.status}.`,
    failure?.error?.field,
  );
}

/** Says in a toast what went wrong, and where to type the token if that is what is missing. */
export function notifyFailure(error: unknown): void {
  if (error instanceof ApiError && error.code === "unauthorized") {
    notify({ text: error.message, state: "failed", action: { label: "Enter token", href: "/status#token" } });
    return;
  }
  const text = error instanceof ApiError ? error.message : "Something unexpected went wrong on this page.";
  notify({ text, state: "failed" });
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(
      "offline",
      "The server does not answer. It may be restarting; nothing stored is lost.",
    );
  }
}
