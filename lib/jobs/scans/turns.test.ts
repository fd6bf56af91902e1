import { setImmediate as tick } from "node:timers/promises";
import { expect, it } from "vitest";
import { Turns } from "./turns.ts";

const { signal } = new AbortController();

it("lets so many things go on at once, in their order", async () => {
  const turns = new Turns(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const begin = (index: number) =>
    turns.take(signal, () => {
      begun.push(index);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [begin(0), begin(1), begin(2), begin(3)];
  await tick();
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await tick();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  await tick();
  for (const end of ends) end();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it("passes the turn on after a failure, and past one that was cancelled", async () => {
  const turns = new Turns(1);
  const cancel = new AbortController();
  const failing = turns.take(signal, () => tick().then(() => Promise.reject(new Error("no"))));
  const cancelled = turns.take(cancel.signal, async () => "never");
  const last = turns.take(signal, async () => "last");
  cancel.abort();
  await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
  await expect(failing).rejects.toThrow("no");
  expect(await last).toBe("last");
  expect(await turns.take(signal, async () => "free")).toBe("free");
});
