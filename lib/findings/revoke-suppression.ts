import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";

const input = z.object({ id: z.uuid("is no suppression's id (a UUID)") });

/** Takes an acceptance back; its findings count again. Throws bad-input, not-found, database-unavailable. */
export async function revokeSuppression(raw: z.input<typeof input>, database: Db = db()): Promise<void> {
  const { id } = parseInput(input, raw, "id");
  const { count } = await withDatabaseErrors(() =>
    database.suppression.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } }),
  );
  if (count === 0) throw new AppError("not-found", `There is no suppression ${id}, or it was taken back.`);
}
