import type { Suppression } from "./schemas.ts";

/** A suppression as a file states it; who imports it, when and its id come later. */
export type Statement = Pick<
  Suppression,
  "vulnerabilityId" | "packageName" | "purl" | "path" | "reason" | "expiresAt"
>;

export type ImportedStatements = {
  statements: Statement[];
  /** What the file says that is not taken over, and why: one line each. */
  passedOver: string[];
};

export const MAX_FILE_BYTES = 5 * 1024 * 1024;
export const MAX_STATEMENTS = 10_000;
