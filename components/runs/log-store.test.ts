import { describe, expect, it, vi } from "vitest";
import { LogStore } from "./log-store.ts";

const chunk = (firstLine: number, lines: string[], attempt = 1) => ({
  firstLine,
  lines,
  attempt,
  step: 1,
  at: undefined,
});

describe("LogStore", () => {
  it("keeps each line once and in its place", () => {
    const store = new LogStore(() => {});
    store.append(chunk(3, ["c"]));
    store.append(chunk(1, ["a", "b"]));
    store.append(chunk(2, ["b", "c"]));
    expect(store.count).toBe(3);
    expect([1, 2, 3].map((number) => store.lineAt(number)?.text)).toEqual(["a", "b", "c"]);
    expect(store.lineAt(4)).toBeUndefined();
  });

  it("tells its readers once for what comes within a frame", () => {
    const frames: (() => void)[] = [];
    const store = new LogStore((tell) => frames.push(tell));
    const listener = vi.fn();
    const forget = store.subscribe(listener);
    store.append(chunk(1, ["a"]));
    store.append(chunk(2, ["b"]));
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(listener).toHaveBeenCalledTimes(1);
    forget();
    store.append(chunk(3, ["c"]));
    frames[1]?.();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("finds words, not colour codes", () => {
    const store = new LogStore(() => {});
    store.append(chunk(1, ["\u001b[1mCompiling\u001b[0m a", "done", "recompiling"]));
    expect(store.search("compiling")).toEqual([1, 3]);
    expect(store.search("[1m")).toEqual([]);
    expect(store.search("")).toEqual([]);
  });

  it("knows where an attempt begins", () => {
    const store = new LogStore(() => {});
    store.append(chunk(1, ["a", "b"]));
    store.append(chunk(3, ["c"], 2));
    expect(store.firstLineOf(2)).toBe(3);
    expect(store.firstLineOf(3)).toBeUndefined();
  });

  it("takes and searches a hundred thousand lines", () => {
    const store = new LogStore(() => {});
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
    for (let first = 1; first <= 100_000; first += 500) store.append(chunk(first, lines));
    expect(store.count).toBe(100_000);
    expect(store.search("line 499")).toHaveLength(200);
  });
});
