/** What a build, a run, a scan or a probe can be at. */
export const JOB_STATUSES = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Those at which it may still change by itself. */
export const GOING = ["queued", "running"] as const satisfies readonly JobStatus[];

/** True while it may still change by itself; what is not there does not go on. */
export function isGoing(job: { status: JobStatus } | undefined): boolean {
  return GOING.some((status) => status === job?.status);
}
