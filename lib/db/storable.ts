import type { Prisma } from "./client.ts";

/** Text as PostgreSQL can hold it: NUL and halves of pairs become the replacement character. */
export function toStorableText(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}

/** The same for everything in a JSON value; what JSON cannot hold is left out. */
export function toStorableJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(
    JSON.stringify(value, (_key, part) => (typeof part === "string" ? toStorableText(part) : part)),
  );
}
