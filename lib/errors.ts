/** Every failure a user can cause or meet has one of these codes; STATUS maps each to HTTP and exit status. */
export const ERROR_STATUS = {
  "bad-input": { http: 400, exit: 2 },
  "not-found": { http: 404, exit: 4 },
  "method-not-allowed": { http: 405, exit: 2 },
  forbidden: { http: 403, exit: 5 },
  unauthorized: { http: 401, exit: 5 },
  conflict: { http: 409, exit: 6 },
  gone: { http: 410, exit: 4 },
  "too-large": { http: 413, exit: 2 },
  cancelled: { http: 409, exit: 130 },
  "engine-unavailable": { http: 503, exit: 10 },
  "engine-failed": { http: 502, exit: 10 },
  "build-failed": { http: 422, exit: 11 },
  "base-unavailable": { http: 503, exit: 12 },
  "registry-unavailable": { http: 502, exit: 12 },
  "scanner-unavailable": { http: 503, exit: 13 },
  "scan-failed": { http: 502, exit: 13 },
  "bad-archive": { http: 422, exit: 14 },
  "bad-elf": { http: 422, exit: 14 },
  "database-unavailable": { http: 503, exit: 15 },
  "disk-full": { http: 507, exit: 16 },
  "over-budget": { http: 409, exit: 18 },
  timeout: { http: 504, exit: 17 },
  internal: { http: 500, exit: 1 },
} as const satisfies Record<string, { http: number; exit: number }>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * An expected failure. `message` says what happened, to what, and what to do; it is shown to people as it is.
 * `field` names the input that it is about, where there is one. `detail` is plain JSON for pages (failing step, last lines).
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly detail: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { field?: string; detail?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.field = options.field;
    this.detail = options.detail;
  }
}

/** The AppError itself, or an `internal` one that hides an unexpected error's text but keeps it as `cause`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("internal", "Something unexpected went wrong; the server's log has the details.", {
    cause: error,
  });
}
