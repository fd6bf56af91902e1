import { listBuildEvents } from "../runs/list-build-events.ts";
import { follow } from "./follow.ts";
import { type SseMessage, sseOver, sseResponse } from "./sse.ts";

const POLL_MS = 300;

/**
 * A build's events after a sequence number as an event stream that lasts until the build has ended; 204 where it has
 * and there is nothing after that. Throws not-found, database-unavailable before the stream begins.
 */
export async function followBuildResponse(
  request: Request,
  buildId: string,
  after: number,
): Promise<Response> {
  const read = async (last: number) => {
    const { events, isOver } = await listBuildEvents({ buildId, after: last });
    return { items: events, isOver };
  };
  const first = await read(after);
  if (first.items.length === 0 && first.isOver) return sseOver();
  return sseResponse(request, async function* (signal): AsyncGenerator<SseMessage> {
    for await (const event of follow({ after, read, signal, intervalMs: POLL_MS })) {
      yield { id: event.seq, event: event.kind, data: event };
    }
  });
}
