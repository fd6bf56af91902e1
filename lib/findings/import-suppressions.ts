import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { toStorableText } from "../db/storable.ts";
import { parseInput } from "../parse-input.ts";
import { getService } from "../services/get-service.ts";
import { MAX_FILE_BYTES, type Statement } from "./imported-statements.ts";
import { parseOpenVex } from "./parse-openvex.ts";
import { parseTrivyIgnore } from "./parse-trivyignore.ts";

export const importInput = z.strictObject({
  service: z.string().min(1).max(100).optional(),
  format: z.enum(["openvex", "trivyignore"]),
  /** The file's own text. */
  content: z.string().max(MAX_FILE_BYTES, "is too large"),
  author: z.string().trim().min(1, "is missing: who accepts this?").max(200),
});

export type ImportedSuppressions = {
  added: number;
  /** Statements that are held already, word for word. */
  known: number;
  /** What the file says that was not taken over, and why. */
  passedOver: string[];
};

/**
 * Takes over what an OpenVEX document or a .trivyignore.yaml accepts. Importing the same file again adds nothing. Throws
 * bad-input (the file), not-found (the service), database-unavailable; then nothing is stored.
 */
export async function importSuppressions(
  raw: z.input<typeof importInput>,
  database: Db = db(),
): Promise<ImportedSuppressions> {
  const { service, format, content, author } = parseInput(importInput, raw, "body");
  const { statements, passedOver } = format === "openvex" ? parseOpenVex(content) : parseTrivyIgnore(content);
  return withDatabaseErrors(async () => {
    const { id: serviceId } = await getService(service, database);
    return database.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${serviceId}, 2))`;
      const held = await tx.suppression.findMany({ where: { serviceId, source: format, revokedAt: null } });
      const keys = new Set(held.map(keyOf));
      const rows = statements.map((statement) => ({
        serviceId,
        source: format,
        author: toStorableText(author),
        ...toColumns(statement),
      }));
      const fresh = [...new Map(rows.map((row) => [keyOf(row), row])).entries()].filter(
        ([key]) => !keys.has(key),
      );
      await tx.suppression.createMany({ data: fresh.map(([, row]) => row) });
      return { added: fresh.length, known: statements.length - fresh.length, passedOver };
    });
  });
}

function toColumns(statement: Statement) {
  const { vulnerabilityId, packageName, purl, path, reason, expiresAt } = statement;
  const text = (value: string | undefined) => (value === undefined ? null : toStorableText(value));
  return {
    vulnerabilityId: toStorableText(vulnerabilityId),
    packageName: text(packageName),
    purl: text(purl),
    path: text(path),
    reason: toStorableText(reason),
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
  };
}

function keyOf(row: ReturnType<typeof toColumns>): string {
  const { vulnerabilityId, packageName, purl, path, reason, expiresAt } = row;
  return JSON.stringify([vulnerabilityId, packageName, purl, path, reason, expiresAt?.toISOString()]);
}
