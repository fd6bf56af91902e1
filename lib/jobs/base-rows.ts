import type { ResolvedBase } from "../bases/types.ts";
import { type Db, Prisma } from "../db/client.ts";
import { fromOrigin } from "../db/origin.ts";
import { toStorableJson, toStorableText } from "../db/storable.ts";
import type { BaseRole } from "../variants/variants.ts";

export type BaseState =
  | { status: "waiting" }
  | { status: "resolving"; startedAt: Date; progress: string }
  | { status: "ready"; startedAt: Date; resolvedAt: Date; base: ResolvedBase }
  | { status: "failed"; startedAt: Date; failedAt: Date; error: { code: string; message: string } };

function toColumns(state: BaseState) {
  switch (state.status) {
    case "waiting":
      return { progress: null, startedAt: null, error: Prisma.DbNull };
    case "resolving":
      return { progress: toStorableText(state.progress), startedAt: state.startedAt, error: Prisma.DbNull };
    case "failed":
      return { progress: null, startedAt: state.startedAt, error: toStorableJson(state.error) };
    case "ready":
      return {
        progress: null,
        startedAt: state.startedAt,
        resolvedAt: state.resolvedAt,
        error: Prisma.DbNull,
        ...toBaseColumns(state.base),
      };
  }
}

function toBaseColumns(base: ResolvedBase) {
  return {
    reference: base.reference,
    buildReference: base.buildReference,
    imageId: base.imageId,
    digest: base.digest,
    origin: fromOrigin(base.origin),
    diffIds: [...base.diffIds],
    inputs: base.inputs ?? null,
    packages: base.packages ? toStorableJson(base.packages) : Prisma.DbNull,
  };
}

/** Writes what is known about a base now, for the pages; what it was before stays while a new look goes on. */
export async function writeBaseState(
  db: Db,
  role: BaseRole,
  platform: string,
  state: BaseState,
): Promise<void> {
  const columns = { status: state.status, ...toColumns(state) };
  await db.base.upsert({
    where: { role_platform: { role, platform } },
    create: { role, platform, ...columns },
    update: columns,
  });
}
