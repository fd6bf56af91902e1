import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../errors.ts";

export type Page<T> = {
  items: readonly T[];
  /** True if nothing will follow these. */
  isOver: boolean;
};

export type FollowOptions<T> = {
  /** The sequence number that the reader has already. */
  after: number;
  read: (after: number) => Promise<Page<T>>;
  signal: AbortSignal;
  intervalMs: number;
};

/** Everything after a sequence number, in order and once each, as it comes to be, until it is over or aborted. */
export async function* follow<T extends { seq: number }>(options: FollowOptions<T>): AsyncGenerator<T> {
  let after = options.after;
  while (!options.signal.aborted) {
    const page = await options.read(after);
    for (const item of page.items) {
      yield item;
      after = item.seq;
    }
    if (page.items.length > 0) continue;
    if (page.isOver) return;
    await sleep(options.intervalMs, undefined, { signal: options.signal }).catch(() => {});
  }
}

/** Where to go on: the header that EventSource sends when it comes back wins over `?after=`. Throws bad-input. */
export function readResumePoint(headers: Headers, after: number): number {
  const given = headers.get("last-event-id");
  if (given === null || given === "") return after;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new AppError("bad-input", "`Last-Event-ID`: is not a sequence number of this stream.", {
    field: "Last-Event-ID",
  });
}
