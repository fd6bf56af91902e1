import type { Db } from "../db/client.ts";
import { toAppError } from "../errors.ts";
import { MistakenLayer } from "../oci/known-layers.ts";
import type { MeasuredLayer } from "../oci/types.ts";
import type { EngineLink, LinkedEngine } from "./engine-link.ts";
import { loadKnownImage } from "./known-layers.ts";
import type { WorkerContext } from "./worker-context.ts";

/**
 * Finds out what layers weigh as gzip, once each, one image at a time, after the images' other figures are stored: zlib's
 * own threads do the work. Doing it twice does no harm, so it needs no lease; what a worker leaves undone the next does.
 */
export class CompressedSizes {
  readonly #context: WorkerContext;
  readonly #link: EngineLink;
  readonly #stop: AbortSignal;
  /** Images that cannot be read here. */
  readonly #passedOver = new Set<string>();
  #working: Promise<void> | undefined;

  constructor(context: WorkerContext, link: EngineLink, stop: AbortSignal) {
    this.#context = context;
    this.#link = link;
    this.#stop = stop;
  }

  /** Call it again and again; it takes up to one image further. */
  tick(): void {
    const linked = this.#link.current();
    if (!linked || this.#stop.aborted) return;
    this.#working ??= this.#measureOne(linked).finally(() => {
      this.#working = undefined;
    });
  }

  /** Resolves when nothing is being compressed. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #measureOne(linked: LinkedEngine): Promise<void> {
    const { db, log } = this.#context;
    let imageId: string | undefined;
    try {
      const image = await this.#findUnmeasured(linked.id);
      if (image === undefined) return;
      imageId = image.imageId;
      const startedAt = performance.now();
      await storeCompressed(db, await this.#compress(image.manifestDigest ?? imageId, linked));
      log.info({ imageId, ms: Math.round(performance.now() - startedAt) }, "compressed sizes measured");
    } catch (error) {
      const { code } = toAppError(error);
      if (code === "cancelled" || this.#stop.aborted) return;
      // what may go by itself is tried again with the next call
      if (code !== "engine-unavailable" && code !== "database-unavailable" && imageId !== undefined)
        this.#passedOver.add(imageId);
      log.warn({ imageId, err: error }, "could not measure compressed sizes");
    }
  }

  #findUnmeasured(engineId: string) {
    return this.#context.db.image
      .findFirst({
        where: {
          engineId,
          removedAt: null,
          compressedBytes: null,
          imageId: { notIn: [...this.#passedOver] },
        },
        orderBy: { builtAt: "asc" },
        select: { imageId: true, manifestDigest: true },
      })
      .then((image) => image ?? undefined);
  }

  async #compress(name: string, { engine }: LinkedEngine): Promise<readonly MeasuredLayer[]> {
    const { db, tools } = this.#context;
    const image = await loadKnownImage(db, engine, name);
    const facts = new Map([...(image?.facts ?? [])].filter(([, each]) => each.compressedBytes !== undefined));
    const read = async (known: typeof image) => {
      const archive = await engine.exportImage(name);
      return tools
        .measureImage(archive, { baseDiffIds: [], signal: this.#stop, known })
        .finally(() => archive.destroy());
    };
    const measured = await read(image && { ...image, facts }).catch((error) => {
      if (error instanceof MistakenLayer) return read(undefined);
      throw error;
    });
    return measured.layers;
  }
}

/** Keeps what layers weigh, and what that makes of every image whose layers are all known. */
export async function storeCompressed(db: Db, layers: readonly MeasuredLayer[]): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const { diffId, digest, compressedBytes } of layers) {
      if (digest === undefined || compressedBytes === undefined) continue;
      await tx.layer.updateMany({
        where: { diffId, compressedBytes: null },
        data: { digest, compressedBytes },
      });
    }
    await tx.$executeRaw`
      UPDATE "Image" i SET "compressedBytes" = s."total"
        FROM (SELECT il."imageId", sum(l."compressedBytes") AS "total"
                FROM "ImageLayer" il JOIN "Layer" l ON l."diffId" = il."diffId"
               GROUP BY il."imageId" HAVING bool_and(l."compressedBytes" IS NOT NULL)) s
       WHERE s."imageId" = i."imageId" AND i."compressedBytes" IS NULL`;
  });
}
