import { LAYER_INDEX_VERSION } from "../analysis/layer-index-codec.ts";
import type { Db } from "../db/client.ts";
import { toAppError } from "../errors.ts";
import type { EngineLink, LinkedEngine } from "./engine-link.ts";
import { LayerContents } from "./layer-contents.ts";
import { storeLayers } from "./store-image.ts";
import type { WorkerContext } from "./worker-context.ts";

type UnreadBase = { role: string; buildReference: string; digest: string; diffIds: string[] };

/**
 * Reads the files of bases that no image has brought yet, so that it can be told what runs on them: one at a time, and
 * only while there is nothing to build. Nobody ships on the toolchain, and reading it takes longest: it is left out.
 */
export class BaseReader {
  readonly #context: WorkerContext;
  readonly #link: EngineLink;
  readonly #stop: AbortSignal;
  /** Digests that need no look: their files are kept, or cannot be read. */
  readonly #settled = new Set<string>();
  #working: Promise<void> | undefined;

  constructor(context: WorkerContext, link: EngineLink, stop: AbortSignal) {
    this.#context = context;
    this.#link = link;
    this.#stop = stop;
  }

  /** Call it again and again; it takes up to one base further. */
  tick(): void {
    const linked = this.#link.current();
    if (!linked || this.#stop.aborted) return;
    this.#working ??= this.#readOne(linked).finally(() => {
      this.#working = undefined;
    });
  }

  /** Resolves when nothing is being read. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #readOne(linked: LinkedEngine): Promise<void> {
    const { db, log } = this.#context;
    let base: UnreadBase | undefined;
    try {
      base = await this.#findUnread(linked.platform);
      if (base === undefined || (await isBuilding(db))) return;
      const startedAt = performance.now();
      await this.#read(base, linked);
      log.info({ role: base.role, ms: Math.round(performance.now() - startedAt) }, "base read");
    } catch (error) {
      const { code } = toAppError(error);
      if (code === "cancelled" || this.#stop.aborted) return;
      // what may go by itself is tried again with the next call
      if (code !== "engine-unavailable" && code !== "database-unavailable" && base)
        this.#settled.add(base.digest);
      log.warn({ role: base?.role, err: error }, "could not read a base's files");
    }
  }

  async #findUnread(platform: string): Promise<UnreadBase | undefined> {
    const { db } = this.#context;
    const rows = await db.base.findMany({
      where: { platform, status: "ready", role: { not: "toolchain" } },
      select: { role: true, buildReference: true, digest: true, diffIds: true },
    });
    for (const { role, buildReference, digest, diffIds } of rows) {
      if (digest === null || this.#settled.has(digest)) continue;
      const kept = await db.layerContent.count({
        where: { diffId: { in: diffIds }, version: LAYER_INDEX_VERSION },
      });
      if (kept < new Set(diffIds).size) return { role, buildReference, digest, diffIds };
      this.#settled.add(digest);
    }
    return undefined;
  }

  async #read({ buildReference, digest, diffIds }: UnreadBase, { engine }: LinkedEngine): Promise<void> {
    const { db, tools } = this.#context;
    const contents = new LayerContents();
    const archive = await engine.exportImage(buildReference);
    const options = {
      baseDiffIds: diffIds,
      signal: this.#stop,
      openCollector: contents.open,
      // asked only of layers that an image has, and many times slower than the rest
      compress: false,
    };
    const { layers } = await tools.measureImage(archive, options).finally(() => archive.destroy());
    await db.$transaction((tx) => storeLayers(tx, layers, contents));
    this.#settled.add(digest);
  }
}

async function isBuilding(db: Db): Promise<boolean> {
  const going = await db.build.findFirst({
    where: { status: { in: ["queued", "running"] } },
    select: { id: true },
  });
  return going !== null;
}
