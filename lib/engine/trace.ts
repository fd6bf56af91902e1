import { join } from "node:path";
import protobuf from "protobufjs";
import { z } from "zod";

// A time before 1970 or none at all reaches us as an unset message.
const time = z
  .object({ seconds: z.coerce.number(), nanos: z.number().default(0) })
  .transform(({ seconds, nanos }) => new Date(seconds * 1000 + Math.floor(nanos / 1e6)))
  .optional();

const status = z.object({
  vertexes: z
    .array(
      z.object({
        digest: z.string(),
        name: z.string().default(""),
        cached: z.boolean().default(false),
        started: time,
        completed: time,
        error: z.string().default(""),
      }),
    )
    .default([]),
  logs: z
    .array(
      z.object({
        vertex: z.string(),
        timestamp: time,
        stream: z.coerce.number().default(1),
        msg: z.instanceof(Uint8Array).default(new Uint8Array()),
      }),
    )
    .default([]),
});

/** One message of BuildKit's progress. A vertex is what people call a step. */
export type TraceMessage = z.infer<typeof status>;
export type TraceVertex = TraceMessage["vertexes"][number];

const messageType = protobuf
  .loadSync(join(import.meta.dirname, "proto", "buildkit-status.proto"))
  .lookupType("moby.buildkit.v1.StatusResponse");

/** Decodes one `moby.buildkit.trace` message (base64 of a protobuf StatusResponse). Throws where it is none. */
export function parseTrace(base64: string): TraceMessage {
  return status.parse(
    messageType.toObject(messageType.decode(Buffer.from(base64, "base64")), { longs: Number }),
  );
}
