import type { z } from "zod";
import type { ErrorCode } from "../errors.ts";

/** One call of the API: the handler parses by it and the OpenAPI document is made from it, so they cannot differ. */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  id: string;
  method: "get" | "post" | "patch" | "delete";
  /** As OpenAPI writes it, below /api/v1: `/runs/{id}`. */
  path: string;
  summary: string;
  params: Params;
  query: Query;
  /** None where the call takes no body. */
  body: Body;
  /** True where the body is a file's bytes, which the handler reads itself. */
  takesFile?: boolean;
  /** The largest body that is read, in bytes; 256 KiB where absent. */
  maxBodyBytes?: number;
  answers: Record<number, Answer>;
  /** The failures that a caller should expect beside bad-input and forbidden. */
  errors: readonly ErrorCode[];
  /** False for the one POST that changes nothing stored and is how a browser gets its cookie. */
  needsToken?: boolean;
};

export type Answer = {
  description: string;
  /** JSON where there is a schema; else text of `type`, else nothing. */
  schema?: z.ZodType;
  type?: string;
  /** Media types that the same call answers with where its query asks for them. */
  otherTypes?: readonly string[];
};

/** Gives an operation its exact types. */
export function operation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  definition: Operation<P, Q, B>,
): Operation<P, Q, B> {
  return definition;
}
