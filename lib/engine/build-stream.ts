import { PassThrough, pipeline, type Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { parseTrace, type TraceMessage } from "./trace.ts";

const line = z.union([
  z.object({ id: z.literal("moby.buildkit.trace"), aux: z.string() }),
  z.object({ id: z.literal("moby.image.id"), aux: z.object({ ID: z.string() }) }),
  z.object({ error: z.string(), errorDetail: z.object({ message: z.string().optional() }).optional() }),
]);

const progressLine = z.object({
  id: z.string().optional(),
  status: z.string().optional(),
  stream: z.string().optional(),
  progress: z.string().optional(),
  error: z.string().optional(),
});
export type ProgressLine = z.infer<typeof progressLine>;

export type BuildMessage =
  | { type: "trace"; trace: TraceMessage }
  /** A trace that says nothing. */
  | { type: "empty" }
  | { type: "image"; imageId: string }
  | { type: "error"; message: string };

const LONGEST_TURN_MS = 5;
const READ_AHEAD_BYTES = 64 * 1024 * 1024;

/**
 * The same bytes, taken from the engine as they come and kept until they are asked for. An engine of the 20.10 series
 * that gathers more than 1 MiB of log because nobody reads goes on sending empty messages for ever.
 */
function readAhead(stream: Readable): Readable {
  const ahead = new PassThrough({ highWaterMark: READ_AHEAD_BYTES });
  // The error of the source arrives as that of `ahead`.
  pipeline(stream, ahead, () => {});
  return ahead;
}

/** The lines of an answer that is one JSON object a line. */
export async function* readJsonLines(stream: Readable): AsyncGenerator<unknown> {
  let parts: Buffer[] = [];
  for await (const chunk of stream) {
    let rest: Buffer = Buffer.from(chunk);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const text = Buffer.concat([...parts, rest.subarray(0, end)])
        .toString("utf8")
        .trim();
      parts = [];
      rest = rest.subarray(end + 1);
      if (text !== "") yield JSON.parse(text);
    }
    if (rest.length > 0) parts.push(rest);
  }
  const last = Buffer.concat(parts).toString("utf8").trim();
  if (last !== "") yield JSON.parse(last);
}

/** The messages of a BuildKit build; what else newer engines may say is passed over. */
export async function* readBuildMessages(stream: Readable): AsyncGenerator<BuildMessage> {
  let lastTurn = performance.now();
  for await (const value of readJsonLines(readAhead(stream))) {
    // Decoding what has piled up must not keep the socket from being read.
    if (performance.now() - lastTurn > LONGEST_TURN_MS) {
      await setImmediate();
      lastTurn = performance.now();
    }
    const message = line.safeParse(value).data;
    if (message === undefined) continue;
    if ("error" in message) yield { type: "error", message: message.errorDetail?.message ?? message.error };
    else if (message.id === "moby.image.id") yield { type: "image", imageId: message.aux.ID };
    else if (message.aux === "") yield { type: "empty" };
    else yield { type: "trace", trace: parseTrace(message.aux) };
  }
}

/** The lines of a pull or a load, as people read them. */
export async function* readProgressLines(stream: Readable): AsyncGenerator<ProgressLine> {
  for await (const value of readJsonLines(stream)) {
    const message = progressLine.safeParse(value).data;
    if (message !== undefined) yield message;
  }
}
