import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { findImageId } from "../images/find-image-id.ts";
import { parseInput } from "../parse-input.ts";
import { runReference, whereRun } from "../runs/run-reference.ts";
import { getProbe } from "./get-probe.ts";
import { DEFAULT_ROUNDS, MOST_IMAGES, requestProbe } from "./request-probe.ts";
import type { ProbeView } from "./schemas.ts";

export const startProbeInput = z
  .strictObject({
    /** Images by id, or all that one run built. */
    images: z.array(z.string().max(100)).min(1).max(MOST_IMAGES).optional(),
    run: runReference.optional(),
    /** How often each is started and measured. */
    rounds: z.number().int().min(1).max(20).default(DEFAULT_ROUNDS),
  })
  .refine((input) => (input.images === undefined) !== (input.run === undefined), {
    error: "name either `images` or a `run`",
    path: ["images"],
  });
export type StartProbeInput = z.input<typeof startProbeInput>;

/**
 * Runs images in turns and measures them. The same images are not probed twice at once: `joined` where that was going
 * on already. Throws bad-input, not-found (an image, the run), conflict (the run has built nothing, the images are on
 * different engines), gone (an image's bytes were removed), database-unavailable.
 */
export async function startProbe(
  raw: StartProbeInput,
  database: Db = db(),
): Promise<{ probe: ProbeView; joined: boolean }> {
  const input = parseInput(startProbeInput, raw, "body");
  return withDatabaseErrors(async () => {
    const imageIds =
      input.run === undefined
        ? await findNamed(database, input.images ?? [])
        : await findBuilt(database, input.run);
    await checkBytes(database, imageIds);
    const { id, joined } = await requestProbe(database, imageIds, input.rounds);
    return { probe: await getProbe({ id }, database), joined };
  });
}

async function findNamed(database: Db, references: readonly string[]): Promise<string[]> {
  const imageIds: string[] = [];
  for (const reference of references) imageIds.push(await findImageId(database, reference, "images"));
  return [...new Set(imageIds)];
}

async function findBuilt(database: Db, reference: string): Promise<string[]> {
  const run = await database.run.findUnique({
    where: whereRun(reference),
    select: {
      number: true,
      builds: { select: { imageId: true }, where: { status: "succeeded" }, orderBy: { createdAt: "asc" } },
    },
  });
  if (!run) throw new AppError("not-found", `There is no run ${reference}.`);
  const imageIds = [...new Set(run.builds.flatMap(({ imageId }) => imageId ?? []))];
  if (imageIds.length > 0) return imageIds.slice(0, MOST_IMAGES);
  throw new AppError("conflict", `Run ${run.number} has built no image (yet), so there is nothing to run.`);
}

async function checkBytes(database: Db, imageIds: readonly string[]): Promise<void> {
  const images = await database.image.findMany({
    where: { imageId: { in: [...imageIds] } },
    select: { variant: true, engineId: true, removedAt: true },
  });
  const removed = images.find(({ removedAt }) => removedAt !== null);
  if (removed) {
    throw new AppError(
      "gone",
      `The engine no longer has the image of ${removed.variant}; build it again to run it.`,
    );
  }
  if (new Set(images.map(({ engineId }) => engineId)).size > 1) {
    throw new AppError("conflict", "These images are on different engines, so they cannot be run in turns.");
  }
}
