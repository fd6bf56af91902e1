import { describe, expect, it } from "vitest";
import { follow, readResumePoint } from "./follow.ts";
import { encodeSse, type SseMessage, sseResponse } from "./sse.ts";

type Item = { seq: number };

const request = (signal?: AbortSignal) => new Request("http://localhost/", signal ? { signal } : {});

async function collect(items: AsyncIterable<Item>, count = Number.POSITIVE_INFINITY): Promise<number[]> {
  const seen: number[] = [];
  for await (const item of items) {
    seen.push(item.seq);
    if (seen.length === count) break;
  }
  return seen;
}

/** A log that grows by one item at each read until it has `size`, and ends then. */
function growing(size: number) {
  let known = 0;
  return async (after: number) => {
    known = Math.min(size, known + 1);
    const isOver = known === size;
    const items = Array.from({ length: known }, (_, index) => ({ seq: index + 1 }));
    return { items: items.filter((item) => item.seq > after), isOver };
  };
}

describe("follow", () => {
  const options = { intervalMs: 0, signal: new AbortController().signal };

  it("gives everything once and in order, then ends", async () => {
    expect(await collect(follow({ ...options, after: 0, read: growing(5) }))).toEqual([1, 2, 3, 4, 5]);
  });

  it("goes on after a break without loss or duplicates, wherever the break was", async () => {
    for (let cut = 1; cut < 5; cut++) {
      const first = await collect(follow({ ...options, after: 0, read: growing(5) }), cut);
      const rest = await collect(follow({ ...options, after: first.at(-1) ?? 0, read: growing(5) }));
      expect([...first, ...rest]).toEqual([1, 2, 3, 4, 5]);
    }
  });

  it("stops waiting when it is aborted", async () => {
    const stop = new AbortController();
    const read = async () => {
      stop.abort();
      return { items: [], isOver: false };
    };
    expect(await collect(follow({ after: 0, read, signal: stop.signal, intervalMs: 60_000 }))).toEqual([]);
  });
});

describe("readResumePoint", () => {
  it("takes the header before the query", () => {
    expect(readResumePoint(new Headers({ "last-event-id": "12" }), 3)).toBe(12);
    expect(readResumePoint(new Headers(), 3)).toBe(3);
    expect(() => readResumePoint(new Headers({ "last-event-id": "1; drop" }), 0)).toThrowError(
      expect.objectContaining({ code: "bad-input", field: "Last-Event-ID" }),
    );
  });
});

describe("sseResponse", () => {
  it("writes a message that no log line can break out of", () => {
    const hostile = { lines: ["a\nid: 99\n\ndata: x", "\r", "\u2028"] };
    const written = encodeSse({ id: 7, event: "log", data: hostile });
    const lines = written.split(/\r\n|\r|\n/);
    expect(lines).toHaveLength(5);
    expect(JSON.parse(lines[2]?.replace(/^data: /, "") ?? "")).toEqual(hostile);
  });

  it("sends the source's messages and ends with it", async () => {
    async function* source(): AsyncGenerator<SseMessage> {
      yield { id: 1, event: "log", data: {} };
      yield { id: 2, event: "status", data: { status: "succeeded" } };
    }
    const response = sseResponse(request(), source);
    expect(response.headers.get("cache-control")).toContain("no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    const text = await response.text();
    expect(text.match(/^id: \d+$/gm)).toEqual(["id: 1", "id: 2"]);
  });

  const waiting = (ended: () => void) =>
    async function* (signal: AbortSignal): AsyncGenerator<SseMessage> {
      try {
        yield { id: 1, event: "log", data: {} };
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      } finally {
        ended();
      }
    };

  it("ends its source when the reader goes", async () => {
    const ended = Promise.withResolvers<void>();
    const reader = sseResponse(request(), waiting(ended.resolve)).body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    await ended.promise;
  });

  it("ends when the connection breaks, and when the server stops", async () => {
    const broken = new AbortController();
    const first = sseResponse(
      request(broken.signal),
      waiting(() => {}),
    ).text();
    broken.abort();
    expect(await first).toContain("retry:");
    const second = sseResponse(
      request(),
      waiting(() => {}),
    ).text();
    for (const stop of globalThis.imageDietServerStop ?? []) stop();
    await second;
    expect(globalThis.imageDietServerStop?.size).toBe(0);
  });
});
