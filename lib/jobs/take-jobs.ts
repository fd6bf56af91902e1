import { setTimeout as sleep } from "node:timers/promises";
import type { Job, PgBoss } from "pg-boss";
import type { Logger } from "pino";

const LOOK_EVERY_MS = 250;

export type TakeOptions = {
  boss: Pick<PgBoss, "fetch" | "complete" | "fail">;
  queue: string;
  /** How many jobs are handled at a time. */
  slots: number;
  stop: AbortSignal;
  log: Logger;
  handle: (job: Job<unknown>) => Promise<void>;
};

/**
 * Takes jobs from a queue as long as there are free slots, at once when one becomes free, until the signal. Resolves
 * when the last handler is done. A database that is away is asked again and again.
 */
export async function takeJobs(options: TakeOptions): Promise<void> {
  const { boss, queue, slots, stop } = options;
  const working = new Set<Promise<void>>();
  while (!stop.aborted) {
    const free = slots - working.size;
    const jobs = free === 0 ? [] : await boss.fetch<unknown>(queue, { batchSize: free }).catch(() => []);
    for (const job of jobs) {
      const work = handleOne(options, job).finally(() => working.delete(work));
      working.add(work);
    }
    // Where all slots are taken nothing is to be had before one becomes free.
    const pause = sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {});
    await (working.size === slots ? Promise.race(working) : pause);
  }
  await Promise.all(working);
}

async function handleOne({ boss, queue, log, handle }: TakeOptions, job: Job<unknown>): Promise<void> {
  try {
    await handle(job);
    await boss.complete(queue, job.id);
  } catch (error) {
    // The row that the job is about says what is to be done; the sweep sends another job for it.
    log.error({ err: error, queue, job: job.id }, "job failed");
    await boss.fail(queue, job.id).catch(() => {});
  }
}
