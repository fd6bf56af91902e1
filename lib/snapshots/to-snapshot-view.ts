import type { Prisma } from "../db/client.ts";
import { present, presentTime } from "../db/fields.ts";
import { frozenSizes, type SnapshotView } from "./schemas.ts";

export const SNAPSHOT_HEAD = {
  slug: true,
  title: true,
  note: true,
  query: true,
  createdAt: true,
  payloadDigest: true,
  images: true,
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
    ...present("images", frozenSizes.nullable().parse(row.images)),
    ...presentTime("revokedAt", row.revokedAt),
  };
}
