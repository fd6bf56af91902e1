/**
 * Wakes those who wait for a queue. A hint that may get lost, as may the connection on which it comes: they look by
 * themselves too.
 */
export class QueueBell {
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();

  /** Resolves when the queue gets something from now on. */
  next(queue: string): Promise<void> {
    const waiting = this.#waiting.get(queue) ?? Promise.withResolvers<void>();
    this.#waiting.set(queue, waiting);
    return waiting.promise;
  }

  ring(queue: string): void {
    this.#waiting.get(queue)?.resolve();
    this.#waiting.delete(queue);
  }

  /** For all that was missed while nobody could hear it. */
  ringAll(): void {
    for (const queue of [...this.#waiting.keys()]) this.ring(queue);
  }
}
