import type { Prisma } from "../db/client.ts";
import { present, presentTime, toBytes } from "../db/fields.ts";
import { isGoing } from "../job-status.ts";
import { parseStoredVariant } from "../variants/parse-variant.ts";
import { summarizeRecipe } from "../variants/recipe-schema.ts";
import { VARIANT_IDS } from "../variants/variants.ts";
import { markSharedSteps } from "./mark-shared-steps.ts";
import type { BuildHistory } from "./read-build-history.ts";
import { type BuildErrorView, type BuildView, buildError, type RunView, type StepView } from "./schemas.ts";

export type RunRow = Prisma.RunGetPayload<{ include: { service: true } }>;
export type BuildRow = Prisma.BuildGetPayload<{ include: { attempts: true; image: true } }>;
export type StepRow = Prisma.StepGetPayload<object>;

/** A stored error as pages read it; one that cannot be read says so instead of vanishing. */
function toBuildError(stored: unknown): BuildErrorView | undefined {
  if (stored === null || stored === undefined) return undefined;
  const parsed = buildError.safeParse(stored);
  return parsed.success ? parsed.data : { code: "internal", message: "The stored error cannot be read." };
}

/** A step as pages and the API show it. */
function toStepView(row: StepRow): StepView {
  return {
    index: row.index,
    name: row.name,
    status: row.status,
    ...presentTime("startedAt", row.startedAt),
    ...presentTime("finishedAt", row.finishedAt),
    ...present("error", row.error),
  };
}

export type BuildExtras = {
  /** Of the current attempt, in order. */
  steps: readonly StepRow[];
  cachedSteps: number;
  history: BuildHistory | undefined;
  /** What goes before that which the build says itself. */
  hindrance: string | undefined;
};

/**
 * A build as pages and the API show it; how long it may take and what it waits for only while it goes. Sizes are bytes.
 */
export function toBuildView(row: BuildRow, extras: BuildExtras): BuildView {
  const isActive = isGoing(row);
  const waitingFor = extras.hindrance ?? row.waitingFor;
  return {
    id: row.id,
    variant: parseStoredVariant(row.variant),
    status: row.status,
    attempt: row.attempt,
    ...present("imageId", row.imageId),
    ...present("sizeBytes", row.image && toBytes(row.image.sizeBytes)),
    ...present(
      "compressedBytes",
      row.image?.compressedBytes == null ? null : toBytes(row.image.compressedBytes),
    ),
    ...present("previousSizeBytes", extras.history?.previousSizeBytes),
    ...presentTime("startedAt", row.startedAt),
    ...presentTime("finishedAt", row.finishedAt),
    ...(isActive ? present("estimateMs", extras.history?.estimateMs) : {}),
    ...(isActive ? present("waitingFor", waitingFor) : {}),
    cancelRequested: row.cancelRequestedAt !== null,
    cachedSteps: extras.cachedSteps,
    steps: extras.steps.map(toStepView),
    attempts: row.attempts.map((attempt) => ({
      number: attempt.number,
      status: attempt.status,
      startedAt: attempt.startedAt.toISOString(),
      ...presentTime("finishedAt", attempt.finishedAt),
      ...present("error", toBuildError(attempt.error)),
    })),
    lineCount: row.lineCount,
    ...present("error", toBuildError(row.error)),
  };
}

/** A run with its builds in the order of the variants; what several of them did at once is marked. */
export function toRunView(row: RunRow, builds: readonly BuildView[]): RunView {
  const rank = (build: BuildView) => VARIANT_IDS.indexOf(build.variant);
  return {
    id: row.id,
    number: row.number,
    service: row.service.slug,
    recipe: row.recipeId,
    recipeSummary: summarizeRecipe(row.recipeId, row.recipe),
    sourceDigest: row.sourceDigest,
    platform: row.platform,
    force: row.force,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    ...presentTime("startedAt", row.startedAt),
    ...presentTime("finishedAt", row.finishedAt),
    builds: markSharedSteps(builds).toSorted((a, b) => rank(a) - rank(b)),
  };
}
