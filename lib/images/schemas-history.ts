import { z } from "zod";

const historyLine = z.object({
  instruction: z.string(),
  text: z.string().describe("as a Dockerfile would have it"),
  createdAt: z.string().exactOptional(),
  comment: z.string().exactOptional(),
  layer: z
    .object({ index: z.number().int(), diffId: z.string(), sizeBytes: z.number() })
    .exactOptional()
    .describe("absent for a step that made no layer"),
  fromBase: z.boolean(),
  dockerfileLine: z
    .number()
    .int()
    .exactOptional()
    .describe("the line of lab/Dockerfile, as it is now, that the step came from; from 1"),
});

export const historyView = z.object({ imageId: z.string(), lines: z.array(historyLine) });
export type HistoryView = z.infer<typeof historyView>;
