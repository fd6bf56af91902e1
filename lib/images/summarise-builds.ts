import type { Db } from "../db/client.ts";
import type { ImageView } from "./schemas.ts";
import type { BuildSplit } from "./schemas-build.ts";
import { splitBuild } from "./split-build.ts";

/** How the build that made each image spent its time, by image id; those whose build is not kept are left out. */
export async function summariseBuilds(
  database: Db,
  images: readonly Pick<ImageView, "imageId" | "buildId">[],
): Promise<Map<string, BuildSplit>> {
  const builds = await database.build.findMany({
    where: { id: { in: images.flatMap(({ buildId }) => buildId ?? []) } },
    select: { id: true, attempt: true, startedAt: true, finishedAt: true, steps: true },
  });
  const splits = new Map(
    builds.flatMap(({ id, attempt, startedAt, finishedAt, steps }) => {
      const own = steps.filter((step) => step.attempt === attempt);
      if (!startedAt || !finishedAt || own.length === 0) return [];
      const whole = { startMs: startedAt.getTime(), endMs: finishedAt.getTime() };
      return [[id, splitBuild(whole, own.map(toSplitStep))] as const];
    }),
  );
  return new Map(
    images.flatMap(({ imageId, buildId }) => {
      const split = splits.get(buildId ?? "");
      return split ? [[imageId, split] as const] : [];
    }),
  );
}

type Step = { name: string; status: string; startedAt: Date | null; finishedAt: Date | null };

const toSplitStep = ({ name, status, startedAt, finishedAt }: Step) => ({
  name,
  isCached: status === "cached",
  ...(status !== "cached" && startedAt && finishedAt
    ? { startMs: startedAt.getTime(), endMs: finishedAt.getTime() }
    : {}),
});
