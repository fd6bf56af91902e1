import { z } from "zod";
import { runView } from "@/lib/runs/schemas.ts";

/** What the API says of a run that was asked for or changed. */
export const runAnswer = z.object({ run: runView });

/** What the API says of a list of runs. */
export const runsAnswer = z.object({ runs: z.array(runView) });
