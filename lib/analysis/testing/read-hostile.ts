/**
 * Run by the test of the hostile corpus in a process of its own: reads every case of one list, `corpus` or `growth`, as a
 * worker would, and says what came.
 */
import { AppError } from "../../errors.ts";
import { measureImage } from "../../oci/measure-image.ts";
import { encodeLayerIndex } from "../layer-index-codec.ts";
import { LayerIndexer } from "../layer-indexer.ts";
import { HOSTILE_CASES, type HostileCase } from "./hostile-corpus.ts";
import { GROWTH_CASES } from "./hostile-growth.ts";
import { readPeakBytes } from "./peak-memory.ts";

const CASES: Record<string, readonly HostileCase[]> = { corpus: HOSTILE_CASES, growth: GROWTH_CASES };
const results = [];
for (const { name, open, limits } of CASES[process.argv[2] ?? ""] ?? []) {
  // What the making of the case before left is none of a reader's.
  globalThis.gc?.();
  const openCollector = () => new LayerIndexer((index) => void encodeLayerIndex(index));
  const ended = await measureImage(open(), { baseDiffIds: [], limits: limits?.(), openCollector }).then(
    () => "read",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
  results.push({ name, ended });
}
console.log(JSON.stringify({ results, peakBytes: readPeakBytes() }));
