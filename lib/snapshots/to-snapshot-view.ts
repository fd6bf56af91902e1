import type { Prisma } from "../db/client.ts";
import { presentTime } from "../db/fields.ts";
import type { SnapshotView } from "./schemas.ts";

export const SNAPSHOT_HEAD = {
  slug: true,
  title: true,
  note: true,
  query: true,
  createdAt: true,
  payloadDigest: true,
  revokedAt: true,
} as const;

export type SnapshotHead = Prisma.SnapshotGetPayload<{ select: typeof SNAPSHOT_HEAD }>;

/** A snapshot without its payload. */
export function toSnapshotView(row: SnapshotHead): SnapshotView {
  return {
    slug: row.slug,
    title: row.title,
    note: row.note,
    query: row.query,
    createdAt: row.createdAt.toISOString(),
    payloadDigest: row.payloadDigest,
    ...presentTime("revokedAt", row.revokedAt),
  };
}
