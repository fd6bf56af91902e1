import type { ImageContent } from "../analysis/image-content.ts";

/** Files of all kept images together; about 1 KB of memory each. */
const MAX_ENTRIES = 150_000;
const MAX_IMAGES = 16;

/** The images that were asked for last. An image's content never changes, so nothing here goes stale. */
export class ContentCache {
  readonly #images = new Map<string, { content: ImageContent; entries: number }>();

  get(imageId: string): ImageContent | undefined {
    const found = this.#images.get(imageId);
    if (found === undefined) return undefined;
    this.#images.delete(imageId);
    this.#images.set(imageId, found);
    return found.content;
  }

  /** Keeps it, and lets go of the oldest ones that are too many; one that is too large by itself is not kept. */
  set(imageId: string, content: ImageContent): void {
    const entries = content.layers.reduce((sum, layer) => sum + layer.content.entries.length, 0);
    if (entries > MAX_ENTRIES) return;
    this.#images.delete(imageId);
    this.#images.set(imageId, { content, entries });
    for (const [oldest] of this.#images) {
      const total = [...this.#images.values()].reduce((sum, image) => sum + image.entries, 0);
      if (this.#images.size <= MAX_IMAGES && total <= MAX_ENTRIES) return;
      this.#images.delete(oldest);
    }
  }
}
