import { AppError, type ErrorCode } from "@/lib/errors.ts";

export type Failure = { code: ErrorCode; message: string; field: string | undefined };
export type Attempt<T> = { value: T; failure?: undefined } | { value?: undefined; failure: Failure };

/** A page's data, or the expected failure that it shows in its place; what nobody expects goes to error.tsx. */
export async function attempt<T>(work: () => Promise<T> | T): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "internal") throw error;
    return { failure: { code: error.code, message: error.message, field: error.field } };
  }
}
