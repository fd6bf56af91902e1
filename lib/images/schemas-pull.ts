import { z } from "zod";

/** What a pull of one image costs, compressed; without figures while its layers are being compressed. */
export const pullView = z.object({
  imageId: z.string(),
  emptyHostBytes: z.number().exactOptional().describe("on a host that has nothing"),
  besideBaseBytes: z.number().exactOptional().describe("on a host that has its base; absent without one"),
  ownBytes: z.number().exactOptional().describe("layers that none of the images below has"),
  beside: z
    .array(
      z.object({
        imageId: z.string(),
        variant: z.string(),
        pullBytes: z.number().describe("on a host that has this image already"),
        sharedBytes: z.number(),
      }),
    )
    .describe("the newest image of every other variant of its service and recipe"),
});
export type PullView = z.infer<typeof pullView>;
