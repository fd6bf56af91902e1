import type { Engine } from "../engine/types.ts";
import { type KnownImage, NotEnoughKnown } from "../oci/known-layers.ts";
import type { MeasuredImage } from "../oci/types.ts";
import { loadKnownImage } from "./known-layers.ts";
import type { LayerContents } from "./layer-contents.ts";
import type { WorkerContext, WorkerTools } from "./worker-context.ts";

export type HeldMeasure = {
  baseDiffIds: readonly string[];
  signal: AbortSignal;
  /** Gets the files of the layers that are read. */
  contents?: LayerContents;
  /** Also what layers weigh as gzip, which takes many times as long as the rest. */
  compress?: boolean;
};

/**
 * Measures an image that an engine holds under a name; layers that were read before are not read again. Throws what
 * `readImages` and `measureImage` throw.
 */
export async function measureHeld(
  { db, tools }: Pick<WorkerContext, "db"> & { tools: Pick<WorkerTools, "measureImage"> },
  engine: Pick<Engine, "findImage" | "readImages">,
  name: string,
  { contents, compress = false, ...options }: HeldMeasure,
): Promise<MeasuredImage> {
  const read = async (finding: Promise<KnownImage | undefined>) => {
    // The engine writes the image out before the first byte comes: time enough to look up what is known.
    const asked = engine.readImages([name]);
    try {
      const [archive, found] = await Promise.all([asked, finding]);
      const known = compress ? found && onlyCompressed(found) : found;
      return await tools.measureImage(archive, {
        ...options,
        compress,
        known,
        openCollector: contents?.open,
      });
    } finally {
      asked.then((archive) => archive.destroy()).catch(() => {});
    }
  };
  return read(loadKnownImage(db, engine, name)).catch((error) => {
    if (error instanceof NotEnoughKnown) return read(Promise.resolve(undefined));
    throw error;
  });
}

function onlyCompressed(known: KnownImage): KnownImage {
  const facts = new Map([...known.facts].filter(([, each]) => each.compressedBytes !== undefined));
  return { ...known, facts };
}
