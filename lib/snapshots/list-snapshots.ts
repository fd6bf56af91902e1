import { z } from "zod";
import { type Db, db, type Prisma } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { parseInput } from "../parse-input.ts";
import type { SnapshotView } from "./schemas.ts";
import { snapshotSlug } from "./snapshot-slug.ts";
import { SNAPSHOT_HEAD, toSnapshotView } from "./to-snapshot-view.ts";

const input = z.object({
  /** The last name of the page before. */
  cursor: snapshotSlug.optional(),
  /** Words of the title, the note, the name or the view's query, in any case. */
  q: z.string().trim().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export type ListSnapshotsInput = z.input<typeof input>;

export type SnapshotPage = { snapshots: SnapshotView[]; nextCursor?: string };

/** Snapshots that were not revoked, the newest first, without payloads. Throws bad-input, database-unavailable. */
export async function listSnapshots(
  raw: ListSnapshotsInput = {},
  database: Db = db(),
): Promise<SnapshotPage> {
  const { cursor, q, limit } = parseInput(input, raw, "query");
  const rows = await withDatabaseErrors(() =>
    database.snapshot.findMany({
      where: { revokedAt: null, ...(q ? matching(q) : {}) },
      select: SNAPSHOT_HEAD,
      orderBy: [{ createdAt: "desc" }, { slug: "asc" }],
      take: limit + 1,
      ...(cursor === undefined ? {} : { cursor: { slug: cursor }, skip: 1 }),
    }),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const snapshots = shown.map(toSnapshotView);
  return rows.length > limit && last ? { snapshots, nextCursor: last.slug } : { snapshots };
}

function matching(q: string): Prisma.SnapshotWhereInput {
  const contains = { contains: q.replaceAll(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  return { OR: [{ title: contains }, { note: contains }, { slug: contains }, { query: contains }] };
}
