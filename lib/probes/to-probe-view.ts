import type { Prisma } from "../db/client.ts";
import { present, presentTime } from "../db/fields.ts";
import { imageProbe, type ProbeSummary, type ProbeView, probeHost, probeView } from "./schemas.ts";

const IMAGE_COLUMNS = {
  index: true,
  imageId: true,
  seen: true,
  image: { select: { variant: true } },
} as const;

export const PROBE_COLUMNS = {
  id: true,
  rounds: true,
  status: true,
  attempt: true,
  cancelRequestedAt: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  waitingFor: true,
  error: true,
  host: true,
  images: { select: IMAGE_COLUMNS, orderBy: { index: "asc" } },
} as const satisfies Prisma.ProbeSelect;

export type ProbeRow = Prisma.ProbeGetPayload<{ select: typeof PROBE_COLUMNS }>;

/** A probe as people see it. */
export function toProbeView(row: ProbeRow): ProbeView {
  return {
    id: row.id,
    status: row.status,
    attempt: row.attempt,
    cancelRequested: row.cancelRequestedAt !== null,
    rounds: row.rounds,
    createdAt: row.createdAt.toISOString(),
    ...presentTime("startedAt", row.startedAt),
    ...presentTime("finishedAt", row.finishedAt),
    ...present("waitingFor", row.waitingFor),
    ...present("error", probeView.shape.error.safeParse(row.error ?? undefined).data),
    ...present("host", probeHost.safeParse(row.host).data),
    images: row.images.map(({ imageId, image, seen }) => ({
      imageId,
      variant: image.variant,
      ...present("seen", imageProbe.safeParse(seen).data),
    })),
  };
}

/** What a probe that succeeded saw of one image; undefined where it did not, or did not look at it. */
export function toProbeSummary(row: ProbeRow, imageId: string): ProbeSummary | undefined {
  const seen = imageProbe.safeParse(row.images.find((image) => image.imageId === imageId)?.seen).data;
  const host = probeHost.safeParse(row.host).data;
  if (row.status !== "succeeded" || !row.finishedAt || !seen || !host) return undefined;
  return {
    probeId: row.id,
    imageId,
    finishedAt: row.finishedAt.toISOString(),
    rounds: row.rounds,
    host,
    seen,
  };
}
