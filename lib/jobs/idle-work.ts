import { toAppError } from "../errors.ts";
import type { EngineLink, LinkedEngine } from "./engine-link.ts";
import type { WorkerContext } from "./worker-context.ts";

/** What is done with one item after the other while there is an engine. */
export type IdleTask<Item> = {
  /** The next item; `settled` holds the keys of those that need no look. */
  find: (linked: LinkedEngine, settled: Set<string>) => Promise<Item | undefined>;
  work: (item: Item, linked: LinkedEngine) => Promise<void>;
  keyOf: (item: Item) => string;
  /** What the log says of an item. */
  toFields: (item: Item) => Record<string, string>;
  says: { done: string; failed: string };
};

/**
 * Does what can wait, one item at a time. An item that was done or cannot be done is left alone from then on; after an
 * engine or a database that was away it is tried again.
 */
export class IdleWork<Item> {
  readonly #context: Pick<WorkerContext, "log">;
  readonly #link: Pick<EngineLink, "current">;
  readonly #stop: AbortSignal;
  readonly #task: IdleTask<Item>;
  readonly #settled = new Set<string>();
  #working: Promise<void> | undefined;

  constructor(
    context: Pick<WorkerContext, "log">,
    link: Pick<EngineLink, "current">,
    stop: AbortSignal,
    task: IdleTask<Item>,
  ) {
    this.#context = context;
    this.#link = link;
    this.#stop = stop;
    this.#task = task;
  }

  /** Call it again and again; it takes up to one item further. */
  tick(): void {
    const linked = this.#link.current();
    if (!linked || this.#stop.aborted) return;
    this.#working ??= this.#doOne(linked).finally(() => {
      this.#working = undefined;
    });
  }

  /** Resolves when nothing is being done. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #doOne(linked: LinkedEngine): Promise<void> {
    const { find, work, keyOf, toFields, says } = this.#task;
    const { log } = this.#context;
    let item: Item | undefined;
    try {
      item = await find(linked, this.#settled);
      if (item === undefined) return;
      const startedAt = performance.now();
      await work(item, linked);
      this.#settled.add(keyOf(item));
      log.info({ ...toFields(item), ms: Math.round(performance.now() - startedAt) }, says.done);
    } catch (error) {
      const { code } = toAppError(error);
      if (code === "cancelled" || this.#stop.aborted) return;
      const mayGoByItself = code === "engine-unavailable" || code === "database-unavailable";
      if (item !== undefined && !mayGoByItself) this.#settled.add(keyOf(item));
      log.warn({ ...(item !== undefined && toFields(item)), err: error }, says.failed);
    }
  }
}
