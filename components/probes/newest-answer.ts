import { z } from "zod";
import { newestProbe } from "@/lib/probes/schemas.ts";

/** What the API says of the newest probe of each of some images. */
export const newestAnswer = z.object({ probes: z.array(newestProbe) });
