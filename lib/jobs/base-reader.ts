import { LAYER_INDEX_VERSION } from "../analysis/layer-index-codec.ts";
import type { Db } from "../db/client.ts";
import { GOING } from "../job-status.ts";
import type { EngineLink } from "./engine-link.ts";
import { IdleWork } from "./idle-work.ts";
import { LayerContents } from "./layer-contents.ts";
import { measureHeld } from "./measure-held.ts";
import { storeLayers } from "./store-image.ts";
import type { WorkerContext } from "./worker-context.ts";

type UnreadBase = { role: string; buildReference: string; digest: string; diffIds: string[] };

/**
 * Reads the files of bases that no image has brought yet, so that it can be told what runs on them: only while there is
 * nothing to build. Nobody ships on the toolchain, and reading it takes longest: it is left out.
 */
export function openBaseReader(
  context: WorkerContext,
  link: EngineLink,
  stop: AbortSignal,
): IdleWork<UnreadBase> {
  const { db } = context;
  return new IdleWork(context, link, stop, {
    find: async ({ platform }, settled) => {
      const base = await findUnread(db, platform, settled);
      return base === undefined || (await isBuilding(db)) ? undefined : base;
    },
    work: async ({ buildReference, diffIds }, { engine }) => {
      const contents = new LayerContents();
      const options = { baseDiffIds: diffIds, signal: stop, contents };
      const { layers } = await measureHeld(context, engine, buildReference, options);
      await db.$transaction((tx) => storeLayers(tx, layers, contents));
    },
    keyOf: ({ digest }) => digest,
    toFields: ({ role }) => ({ role }),
    says: { done: "base read", failed: "could not read a base's files" },
  });
}

async function findUnread(db: Db, platform: string, settled: Set<string>): Promise<UnreadBase | undefined> {
  const rows = await db.base.findMany({
    where: { platform, status: "ready", role: { not: "toolchain" } },
    select: { role: true, buildReference: true, digest: true, diffIds: true },
  });
  for (const { role, buildReference, digest, diffIds } of rows) {
    if (digest === null || settled.has(digest)) continue;
    const kept = await db.layerContent.count({
      where: { diffId: { in: diffIds }, version: LAYER_INDEX_VERSION },
    });
    if (kept < new Set(diffIds).size) return { role, buildReference, digest, diffIds };
    settled.add(digest);
  }
  return undefined;
}

async function isBuilding(db: Db): Promise<boolean> {
  const going = await db.build.findFirst({
    where: { status: { in: [...GOING] } },
    select: { id: true },
  });
  return going !== null;
}
