import { joinSentences } from "../format.ts";
import { isVariantId } from "../variants/variants.ts";
import { requiredRoles } from "./base-roles.ts";
import { WAITS_FOR_ENGINE } from "./engine-link.ts";
import type { BuildHands } from "./handle-build.ts";
import { justNow } from "./just-now.ts";
import { enqueueBuilds } from "./queue.ts";
import { sayWaiting } from "./say-waiting.ts";

/** A build that has been queued for less than this has a job that nobody could have looked at yet. */
const FRESH_MS = 1000;

/**
 * Says of each queued build what it waits for, and gives those that can start a job, should theirs have been looked at
 * too early or be lost.
 */
export async function sweepQueuedBuilds({
  context,
  link,
  shelf,
  keeper,
  compiles,
}: BuildHands): Promise<void> {
  const { db, env } = context;
  const queued = await db.build.findMany({
    where: { status: "queued" },
    select: { id: true, variant: true, queuedAt: true, run: { select: { recipeId: true } } },
    orderBy: { id: "asc" },
  });
  compiles.keepWaiting(queued.map((build) => build.id));
  const { gte, lte } = justNow(FRESH_MS);
  const builds = queued.filter(({ queuedAt }) => queuedAt < gte || queuedAt > lte);
  if (builds.length === 0) return;
  if (!link.current()) {
    const { reason, cure } = link.status();
    const ids = builds.map((build) => build.id);
    return sayWaiting(db, ids, joinSentences(WAITS_FOR_ENGINE, reason, cure));
  }
  const startable: string[] = [];
  for (const { id, variant, queuedAt, run } of builds) {
    const roles = isVariantId(variant) ? requiredRoles(variant, run.recipeId) : [];
    const gate = shelf.check(roles, queuedAt);
    const line = gate.state === "waiting" ? gate.line : compiles.whyWaiting(id);
    if (line !== undefined) await sayWaiting(db, [id], line);
    else startable.push(id);
  }
  await enqueueBuilds(db, db, startable);
  const limit = env.IMAGE_DIET_BUILD_CONCURRENCY;
  const isFull = keeper.buildIds().length >= limit;
  await sayWaiting(db, startable, isFull ? `Waits for its turn; ${limit} at a time.` : null);
}
