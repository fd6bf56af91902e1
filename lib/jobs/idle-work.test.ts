import pino from "pino";
import { expect, it } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import { AppError, type ErrorCode } from "../errors.ts";
import { IdleWork } from "./idle-work.ts";

const linked = { engine: connectEngine("unix:///nowhere"), id: "one", platform: "linux/amd64", cores: 2 };

function open(items: string[], fails: Record<string, ErrorCode> = {}) {
  const done: string[] = [];
  const stop = new AbortController();
  const log = pino({ level: "silent" });
  const work = new IdleWork<string>({ log }, { current: () => linked }, stop.signal, {
    find: async (_, settled) => items.find((item) => !settled.has(item)),
    work: async (item) => {
      done.push(item);
      const code = fails[item];
      if (code !== undefined) throw new AppError(code, "no");
    },
    keyOf: (item) => item,
    toFields: (item) => ({ item }),
    says: { done: "done", failed: "failed" },
  });
  const tick = async () => {
    work.tick();
    work.tick();
    await work.idle();
  };
  return { done, stop, tick };
}

it("takes one item a tick, each once", async () => {
  const { done, tick } = open(["a", "b"]);
  await tick();
  expect(done).toEqual(["a"]);
  for (let count = 0; count < 3; count += 1) await tick();
  expect(done).toEqual(["a", "b"]);
});

it("passes over what cannot be done, and tries again what an absence kept from being done", async () => {
  const { done, tick } = open(["bad", "away", "after"], { bad: "bad-archive", away: "engine-unavailable" });
  for (let count = 0; count < 3; count += 1) await tick();
  expect(done).toEqual(["bad", "away", "away"]);
});

it("begins nothing once it is stopped", async () => {
  const { done, stop, tick } = open(["a"]);
  stop.abort();
  await tick();
  expect(done).toEqual([]);
});
