import type { z } from "zod";
import { AppError } from "./errors.ts";

/**
 * Parses what came from outside. Throws bad-input with the field's path (`variants.0`); `name` stands for the whole
 * where no field can be named. Text that PostgreSQL cannot hold (NUL, lone surrogates) is refused here, once.
 */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, name: string): z.output<T> {
  refuseUnstorableText(value, []);
  const parsed = schema.safeParse(value, { error: toWords });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path =
    issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : (issue?.path ?? []);
  const field = path.map(String).join(".") || name;
  throw new AppError("bad-input", `\`${field}\`: ${issue?.message ?? "is not usable"}.`, { field });
}

/** What zod says in the words of programmers, as a sentence about the field; what a schema says itself stays. */
function toWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "too_big" && issue.origin === "string") return `has over ${issue.maximum} characters`;
  if (issue.code === "too_small" && issue.origin === "string")
    return issue.minimum === 1 ? "is empty" : `has fewer than ${issue.minimum} characters`;
  if (issue.code === "invalid_type" && issue.input === undefined) return "is missing";
  if (issue.code === "unrecognized_keys") return "is no field that is known here";
  return undefined;
}

function refuseUnstorableText(value: unknown, path: readonly string[]): void {
  if (typeof value === "string") {
    if (!value.includes("\u0000") && value.isWellFormed()) return;
    const field = path.join(".") || "body";
    throw new AppError("bad-input", `\`${field}\` holds a character that is not text (NUL or half a pair).`, {
      field,
    });
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    refuseUnstorableText(key, [...path, "key"]);
    refuseUnstorableText(part, [...path, key]);
  }
}
