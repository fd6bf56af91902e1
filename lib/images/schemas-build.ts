import { z } from "zod";

/** What a build spends its time with; `rest` is preparing, waiting and measuring. */
export const BUILD_PARTS = ["dependencies", "compile", "copy", "export", "rest"] as const;
export type BuildPart = (typeof BUILD_PARTS)[number];

export const buildSplit = z.object({
  totalMs: z.number(),
  /** In the order of BUILD_PARTS, adding up to the whole; those that had no step are left out. */
  parts: z.array(
    z.object({
      part: z.enum(BUILD_PARTS),
      ms: z.number(),
      steps: z.number().int(),
      /** Steps whose result the engine had already. */
      cachedSteps: z.number().int(),
    }),
  ),
});
export type BuildSplit = z.infer<typeof buildSplit>;
