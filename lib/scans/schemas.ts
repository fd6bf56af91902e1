import { z } from "zod";
import { scanFigures } from "../findings/schemas.ts";
import { JOB_STATUSES } from "../job-status.ts";

const scanStatus = z.enum(JOB_STATUSES);

/** What one scan found, in figures that always come with what it could see. */
const scanSummary = scanFigures.extend({ imageId: z.string(), durationMs: z.number() });
export type ScanSummary = z.infer<typeof scanSummary>;

/** A scan as a job: what it waits for, does or failed with. */
export const scanView = z.object({
  id: z.uuid(),
  imageId: z.string(),
  /** built: after its build; asked: somebody pressed Rescan; database: newer data came. */
  cause: z.enum(["built", "asked", "database"]),
  status: scanStatus,
  attempt: z.number().int(),
  cancelRequested: z.boolean(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
  waitingFor: z.string().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  summary: scanSummary.optional(),
});
export type ScanView = z.infer<typeof scanView>;

/** The newest answer about an image, and what goes on or went wrong since. */
export const imageScans = z.object({
  imageId: z.string(),
  latest: scanSummary.optional(),
  /** The newest scan where that is no success: waiting, running, failed or cancelled. */
  current: scanView.optional(),
});
export type ImageScans = z.infer<typeof imageScans>;
