import pino from "pino";
import { expect, it } from "vitest";
import { QueueBell } from "./queue-bell.ts";
import { takeJobs } from "./take-jobs.ts";

const NEVER_MS = 60 * 60 * 1000;

/** A queue whose looks find what is listed, and what is then handled; a look is told before it finds anything. */
async function take(finds: string[][], onLook: (look: number, bell: QueueBell) => void): Promise<string[]> {
  const stop = new AbortController();
  const bell = new QueueBell();
  const handled: string[] = [];
  let look = 0;
  await takeJobs({
    boss: {
      fetch: async () => {
        look += 1;
        onLook(look, bell);
        if (look === finds.length) stop.abort();
        return (finds[look - 1] ?? []).map((id) => ({ id, data: {} }));
      },
      complete: async () => {},
      fail: async () => {},
    },
    queue: "scan",
    slots: 2,
    bell,
    lookEveryMs: NEVER_MS,
    stop: stop.signal,
    log: pino({ level: "silent" }),
    handle: async ({ id }) => {
      handled.push(id);
    },
  });
  return handled;
}

it("looks at once when the bell rings, also where it rang during the look before", async () => {
  const during = await take([[], ["late"]], (look, bell) => look === 1 && bell.ring("scan"));
  expect(during).toEqual(["late"]);
  const after = await take([["first"], ["second"]], (look, bell) => {
    if (look === 1) setTimeout(() => bell.ring("scan"), 10);
  });
  expect(after).toEqual(["first", "second"]);
});

it("hears of its own queue only, and of all when the line was down", async () => {
  const bell = new QueueBell();
  let heard = 0;
  const next = bell.next("scan").then(() => {
    heard += 1;
  });
  bell.ring("build");
  await Promise.resolve();
  expect(heard).toBe(0);
  bell.ringAll();
  await next;
  expect(heard).toBe(1);
});
