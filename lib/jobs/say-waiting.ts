import type { Db } from "../db/client.ts";
import { toStorableText } from "../db/storable.ts";
import type { Lease } from "./lease.ts";

/** Writes what a queued build waits for, in one line, where that is new. */
export async function sayWaiting(db: Db, buildIds: readonly string[], line: string | null): Promise<void> {
  const text = line === null ? null : toStorableText(line);
  await db.$executeRaw`
    UPDATE "Build" SET "waitingFor" = ${text}
     WHERE "id" = ANY(${[...buildIds]}::uuid[]) AND "status" = 'queued' AND "waitingFor" IS DISTINCT FROM ${text}`;
}

/** Writes what a running build does now that is no step of the engine. */
export async function sayDoing(db: Db, lease: Lease, line: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "Build" SET "waitingFor" = ${line} WHERE "id" = ${lease.buildId}::uuid AND ${lease.guard()}`;
}
