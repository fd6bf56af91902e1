import { webLog } from "./log.ts";
import { onServerStop } from "./server-stop.ts";

export type SseMessage = { id: number; event: string; data: unknown };

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1_000;

/** One message as the event stream format has it. JSON holds no raw line break, so one `data:` line is enough. */
export function encodeSse(message: SseMessage): string {
  return `id: ${message.id}\nevent: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
}

/**
 * Streams a source's messages as Server-Sent Events, as fast as the reader takes them, with a heartbeat comment while
 * there are none. It ends with its source, when the reader goes, and when the server stops (an open stream would hold
 * the stop for seconds); the reader's EventSource then asks again with Last-Event-ID.
 */
export function sseResponse(
  request: Request,
  source: (signal: AbortSignal) => AsyncIterable<SseMessage>,
): Response {
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  const messages = source(signal)[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let finish = () => {};

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": still here\n\n"));
      }, HEARTBEAT_MS);
      const forget = onServerStop(() => stop.abort());
      let isOpen = true;
      finish = () => {
        if (!isOpen) return;
        isOpen = false;
        clearInterval(heartbeat);
        forget();
        stop.abort();
        messages.return?.().catch(() => {});
        try {
          controller.close();
        } catch {
          // The reader went first: there is nothing left to close.
        }
      };
      signal.addEventListener("abort", () => finish(), { once: true });
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
    },
    async pull(controller) {
      try {
        const next = await messages.next();
        if (signal.aborted) return;
        if (next.done) finish();
        else controller.enqueue(encoder.encode(encodeSse(next.value)));
      } catch (error) {
        if (!signal.aborted) webLog.error({ err: error, url: request.url }, "event stream broke off");
        finish();
      }
    },
    cancel() {
      finish();
    },
  });

  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** What a stream that has nothing more to say answers: 204 tells EventSource to stop asking. */
export function sseOver(): Response {
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}
