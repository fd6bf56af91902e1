import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "pg-boss";
import type { Logger } from "pino";
import type { QueueBell } from "./queue-bell.ts";

/** For what was put in while the bell could not be heard. */
const LOOK_EVERY_MS = 1000;

type TakenJob = Pick<Job<unknown>, "id" | "data">;

/** The part of pg-boss that is needed. */
type JobSource = {
  fetch: (queue: string, options: { batchSize: number }) => Promise<TakenJob[]>;
  complete: (queue: string, id: string) => Promise<unknown>;
  fail: (queue: string, id: string) => Promise<unknown>;
};

export type TakeOptions = {
  boss: JobSource;
  queue: string;
  bell: Pick<QueueBell, "next">;
  /** How many jobs are handled at a time. */
  slots: number;
  /** So often it looks where no bell rings. */
  lookEveryMs?: number;
  stop: AbortSignal;
  log: Logger;
  handle: (job: TakenJob) => Promise<void>;
};

/**
 * Takes jobs from a queue as long as there are free slots, at once when one becomes free or the bell rings, until the
 * signal. Resolves when the last handler is done. A database that is away is asked again and again.
 */
export async function takeJobs(options: TakeOptions): Promise<void> {
  const { boss, queue, bell, slots, stop, lookEveryMs = LOOK_EVERY_MS } = options;
  const working = new Set<Promise<void>>();
  while (!stop.aborted) {
    const free = slots - working.size;
    // What comes while the queue is looked into may be missed there, so it is waited for from here on.
    const rung = bell.next(queue);
    const jobs = free === 0 ? [] : await boss.fetch(queue, { batchSize: free }).catch(() => []);
    for (const job of jobs) {
      const work = handleOne(options, job).finally(() => working.delete(work));
      working.add(work);
    }
    // Where all slots are taken nothing is to be had before one becomes free.
    const pause = sleep(lookEveryMs, undefined, { signal: stop }).catch(() => {});
    await Promise.race(working.size === slots ? working : [pause, rung]);
  }
  await Promise.all(working);
}

async function handleOne({ boss, queue, log, handle }: TakeOptions, job: TakenJob): Promise<void> {
  try {
    await handle(job);
    await boss.complete(queue, job.id);
  } catch (error) {
    // The row that the job is about says what is to be done; the sweep sends another job for it.
    log.error({ err: error, queue, job: job.id }, "job failed");
    await boss.fail(queue, job.id).catch(() => {});
  }
}
