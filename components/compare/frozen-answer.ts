import { z } from "zod";

/** What the API says of a comparison that was frozen. */
export const frozenAnswer = z.object({ slug: z.string(), url: z.string(), payloadDigest: z.string() });
