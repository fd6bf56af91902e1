import type { Lease } from "./lease.ts";
import { renewLease } from "./lease.ts";
import { repeat } from "./repeat.ts";
import type { WorkerContext } from "./worker-context.ts";

const RENEW_EVERY_MS = 4000;
const LOOK_FOR_CANCEL_EVERY_MS = 400;

/** Holds this worker's leases: renews them, and stops the work of those that were cancelled or lost. */
export class LeaseKeeper {
  #context: WorkerContext;
  #leases = new Map<string, Lease>();

  constructor(context: WorkerContext, stop: AbortSignal) {
    this.#context = context;
    repeat(RENEW_EVERY_MS, stop, () => this.#renew());
    repeat(LOOK_FOR_CANCEL_EVERY_MS, stop, () => this.#lookForCancel());
  }

  hold(lease: Lease): void {
    this.#leases.set(lease.buildId, lease);
  }

  release(lease: Lease): void {
    if (this.#leases.get(lease.buildId) === lease) this.#leases.delete(lease.buildId);
  }

  /** The builds that this worker works on. */
  buildIds(): string[] {
    return [...this.#leases.keys()];
  }

  stopAll(): void {
    for (const lease of this.#leases.values()) lease.stop("worker-stops");
  }

  // A database that is away is no reason to let go: the lease may still be ours when it is back.
  async #renew(): Promise<void> {
    for (const lease of this.#leases.values()) {
      const isOurs = await renewLease(this.#context.db, lease).catch(() => true);
      if (!isOurs && this.#leases.get(lease.buildId) === lease) lease.stop("lease-lost");
    }
  }

  async #lookForCancel(): Promise<void> {
    if (this.#leases.size === 0) return;
    const rows = await this.#context.db.build
      .findMany({
        where: { id: { in: this.buildIds() }, cancelRequestedAt: { not: null } },
        select: { id: true },
      })
      .catch(() => []);
    for (const { id } of rows) this.#leases.get(id)?.stop("cancelled");
  }
}
