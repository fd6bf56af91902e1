import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { payloadDigest } from "./payload-digest.ts";
import { type SnapshotView, snapshotPayload } from "./schemas.ts";
import { snapshotSlug } from "./snapshot-slug.ts";
import { toSnapshotView } from "./to-snapshot-view.ts";

const input = z.object({ slug: snapshotSlug });
export type GetSnapshotInput = z.input<typeof input>;

/** The snapshot, and the very text that its digest is of. */
export type StoredSnapshot = { snapshot: SnapshotView; payloadText: string };

/**
 * A snapshot with its payload, whose bytes were checked against the stored digest. Throws bad-input, not-found, gone
 * (revoked), internal (the bytes are not those that were frozen), database-unavailable.
 */
export async function getSnapshot(raw: GetSnapshotInput, database: Db = db()): Promise<SnapshotView> {
  return (await getStoredSnapshot(raw, database)).snapshot;
}

/** The same with the text itself, for those who want to check the digest themselves. Throws as getSnapshot does. */
export async function getStoredSnapshot(raw: GetSnapshotInput, database: Db = db()): Promise<StoredSnapshot> {
  const { slug } = parseInput(input, raw, "slug");
  const row = await withDatabaseErrors(() => database.snapshot.findUnique({ where: { slug } }));
  if (!row) throw new AppError("not-found", `There is no snapshot "${slug}".`);
  if (row.revokedAt) {
    throw new AppError(
      "gone",
      `The snapshot "${slug}" was revoked on ${row.revokedAt.toISOString().slice(0, 10)}.`,
    );
  }
  if (payloadDigest(row.payload) !== row.payloadDigest) {
    throw new AppError(
      "internal",
      `The snapshot "${slug}" is not what was frozen: its bytes have the digest ${payloadDigest(row.payload)}, not ${row.payloadDigest}. Restore it from a backup.`,
    );
  }
  const payload = snapshotPayload.parse(JSON.parse(row.payload));
  return { snapshot: { ...toSnapshotView(row), payload }, payloadText: row.payload };
}
