import { z } from "zod";
import { toAppError } from "../errors.ts";
import type { BuildErrorView } from "../runs/schemas.ts";

const detail = z.object({
  step: z.string().optional().catch(undefined),
  dockerfileLine: z.number().int().optional().catch(undefined),
  lastLines: z.array(z.string()).optional().catch(undefined),
});

/** A failure as a build keeps it: what happened, and the step, Dockerfile line and last lines where they are known. */
export function toBuildErrorView(error: unknown): BuildErrorView {
  const { code, message, detail: raw } = toAppError(error);
  const { step, dockerfileLine, lastLines } = detail.parse(raw ?? {});
  return {
    code,
    message,
    ...(step === undefined ? {} : { step }),
    ...(dockerfileLine === undefined ? {} : { dockerfileLine }),
    ...(lastLines === undefined ? {} : { lastLines }),
  };
}
