import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { getService } from "../services/get-service.ts";
import { VARIANT_IDS } from "../variants/variants.ts";
import { toSuppression } from "./list-suppressions.ts";
import type { Suppression } from "./schemas.ts";

const MAX_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

export const acceptInput = z.strictObject({
  service: z.string().min(1).max(100).optional(),
  vulnerabilityId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{2,99}$/, "is no advisory's id, such as CVE-2026-1234"),
  packageName: z.string().trim().min(1).max(300).optional(),
  purl: z.string().trim().startsWith("pkg:").max(1000).optional(),
  path: z.string().trim().min(1).max(4096).optional(),
  variant: z.enum(VARIANT_IDS).optional(),
  reason: z.string().trim().min(3, "says too little: give a reason").max(2000),
  author: z.string().trim().min(1, "is missing: who accepts this?").max(200),
  expiresAt: z.iso.datetime({ offset: true }),
});

/**
 * Accepts a flaw in one service's images until a date, at most a year away. It stays visible as accepted. Throws
 * bad-input, not-found (the service), database-unavailable.
 */
export async function acceptFinding(
  raw: z.input<typeof acceptInput>,
  options: { database?: Db; now?: Date } = {},
): Promise<Suppression> {
  const { database = db(), now = new Date() } = options;
  const { service, expiresAt, ...rest } = parseInput(acceptInput, raw, "body");
  const days = (Date.parse(expiresAt) - now.getTime()) / DAY_MS;
  if (days <= 0 || days > MAX_DAYS) {
    const message = "`expiresAt`: must lie in the future and at most a year away.";
    throw new AppError("bad-input", message, { field: "expiresAt" });
  }
  return withDatabaseErrors(async () => {
    const { id } = await getService(service, database);
    const { packageName, purl, path, variant, ...known } = rest;
    const row = await database.suppression.create({
      data: {
        ...known,
        packageName: packageName ?? null,
        purl: purl ?? null,
        path: path ?? null,
        variant: variant ?? null,
        serviceId: id,
        source: "typed",
        createdAt: now,
        expiresAt: new Date(expiresAt),
      },
    });
    return toSuppression(row);
  });
}
