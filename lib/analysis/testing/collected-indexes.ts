import type { LayerCollector } from "../../oci/layer-reader.ts";
import type { LayerIndex } from "../layer-index.ts";
import { LayerIndexer } from "../layer-indexer.ts";

/** The indexes of an image's layers, gathered while it is measured. */
export class CollectedIndexes {
  readonly #indexes = new Map<string, LayerIndex>();

  /** For `measureImage`. */
  readonly open = (): LayerCollector =>
    new LayerIndexer((index) => (diffId) => void this.#indexes.set(diffId, index));

  /** Those of these layers, in their order. */
  of(layers: readonly { diffId: string }[]): LayerIndex[] {
    return layers.flatMap(({ diffId }) => this.#indexes.get(diffId) ?? []);
  }
}
