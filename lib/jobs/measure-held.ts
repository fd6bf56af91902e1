import type { Engine } from "../engine/types.ts";
import { type KnownImage, MistakenLayer } from "../oci/known-layers.ts";
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
 * `exportImage` and `measureImage` throw.
 */
export async function measureHeld(
  { db, tools }: Pick<WorkerContext, "db"> & { tools: Pick<WorkerTools, "measureImage"> },
  engine: Pick<Engine, "findImage" | "exportImage">,
  name: string,
  { contents, compress = false, ...options }: HeldMeasure,
): Promise<MeasuredImage> {
  const read = async (known: KnownImage | undefined) => {
    const archive = await engine.exportImage(name);
    return tools
      .measureImage(archive, { ...options, compress, known, openCollector: contents?.open })
      .finally(() => archive.destroy());
  };
  const known = await loadKnownImage(db, engine, name);
  return read(compress ? known && onlyCompressed(known) : known).catch((error) => {
    if (error instanceof MistakenLayer) return read(undefined);
    throw error;
  });
}

function onlyCompressed(known: KnownImage): KnownImage {
  const facts = new Map([...known.facts].filter(([, each]) => each.compressedBytes !== undefined));
  return { ...known, facts };
}
