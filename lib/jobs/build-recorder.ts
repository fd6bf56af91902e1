import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../db/client.ts";
import type { BuildProgress } from "../engine/types.ts";
import { AppError } from "../errors.ts";
import type { Lease } from "./lease.ts";
import { persist } from "./persist.ts";
import { ProgressBatch, type ProgressEvent } from "./progress-batch.ts";
import { type Written, writeProgress } from "./write-progress.ts";

const FLUSH_EVERY_MS = 200;
/** So many lines are written at once at most, and so many may wait before the engine is made to wait. */
const LINES_A_WRITE = 4000;

/** Stores a build's progress as rows: in order, a few times a second, and never faster than PostgreSQL takes it. */
export class BuildRecorder {
  #db: Db;
  #lease: Lease;
  #batch = new ProgressBatch();
  #at: Written;
  #writing: Promise<void> = Promise.resolve();
  #scheduled: Promise<void> | undefined;
  #failure: unknown;

  constructor(db: Db, lease: Lease) {
    this.#db = db;
    this.#lease = lease;
    this.#at = { nextSeq: lease.firstSeq, nextLine: lease.firstLine };
  }

  /** What writing threw, if it did. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Takes one message; resolves at once, or when there is room again. Throws what writing threw. */
  async take(progress: BuildProgress): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#batch.push(progress);
    if (this.#batch.pendingLines >= LINES_A_WRITE) await this.#write(false);
    else this.#schedule();
  }

  /** Writes what is left. Resolves when every event is stored. Throws cancelled where the lease is lost. */
  async finish(): Promise<void> {
    await this.#write(true);
  }

  #schedule(): void {
    this.#scheduled ??= sleep(FLUSH_EVERY_MS)
      .then(() => {
        this.#scheduled = undefined;
        return this.#write(false);
      })
      .catch((error: unknown) => {
        this.#failure ??= error;
        const isLost = error instanceof AppError && error.code === "cancelled";
        this.#lease.stop(isLost ? "lease-lost" : "write-failed");
      });
  }

  #write(isEnd: boolean): Promise<void> {
    const writing = this.#writing.then(async () => {
      const events = this.#batch.take(isEnd);
      if (events.length > 0) await this.#store(events);
    });
    this.#writing = writing.catch(() => {});
    return writing;
  }

  async #store(events: readonly ProgressEvent[]): Promise<void> {
    this.#at = await persist(() => writeProgress(this.#db, this.#lease, this.#at, events));
  }
}
