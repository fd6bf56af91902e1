import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import type { SnapshotView } from "./schemas.ts";
import { snapshotSlug } from "./snapshot-slug.ts";
import { SNAPSHOT_HEAD, toSnapshotView } from "./to-snapshot-view.ts";

const input = z.object({ slug: snapshotSlug });
export type RevokeSnapshotInput = z.input<typeof input>;

/**
 * Takes a permalink back; what was frozen stays stored as it is. Throws bad-input, not-found, gone (it was revoked
 * before), database-unavailable.
 */
export async function revokeSnapshot(raw: RevokeSnapshotInput, database: Db = db()): Promise<SnapshotView> {
  const { slug } = parseInput(input, raw, "slug");
  return withDatabaseErrors(async () => {
    const changed = await database.snapshot.updateMany({
      where: { slug, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    const row = await database.snapshot.findUnique({ where: { slug }, select: SNAPSHOT_HEAD });
    if (!row) throw new AppError("not-found", `There is no snapshot "${slug}".`);
    if (changed.count === 0) throw new AppError("gone", `The snapshot "${slug}" was revoked already.`);
    return toSnapshotView(row);
  });
}
