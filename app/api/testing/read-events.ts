import { z } from "zod";

const event = z.object({
  id: z.coerce.number(),
  kind: z.string(),
  data: z.looseObject({ data: z.looseObject({ lines: z.array(z.string()).default([]) }) }),
});
export type ReadEvent = z.infer<typeof event>;

/** Reads an event stream as a browser does, event by event. */
export function readEvents(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const ready: ReadEvent[] = [];
  let text = "";

  async function fill(): Promise<boolean> {
    const next = await reader?.read();
    if (!next || next.done) return false;
    const blocks = `${text}${next.value}`.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s, 2)));
      if (fields.data === undefined) continue;
      ready.push(event.parse({ id: fields.id, kind: fields.event, data: JSON.parse(fields.data) }));
    }
    return true;
  }

  return {
    /** The next `count` events; fewer where the stream ends before. */
    async take(count: number): Promise<ReadEvent[]> {
      while (ready.length < count && (await fill()));
      return ready.splice(0, count);
    },
    /** Everything until the stream ends. */
    async rest(): Promise<ReadEvent[]> {
      while (await fill());
      return ready.splice(0);
    },
    close: async () => reader?.cancel(),
  };
}
