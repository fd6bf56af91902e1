import type { Db } from "../db/client.ts";
import { isUniqueViolation } from "../db/errors.ts";
import { GOING } from "../job-status.ts";
import { enqueueProbes } from "../jobs/queue.ts";

export const DEFAULT_ROUNDS = 5;
/** Of one probe. */
export const MOST_IMAGES = 12;

const TRIES = 5;

/**
 * Puts a probe of these images into the queue; `joined` where one of the very same goes on already. Throws
 * database-unavailable.
 */
export async function requestProbe(
  database: Db,
  imageIds: readonly string[],
  rounds: number,
): Promise<{ id: string; joined: boolean }> {
  const imagesKey = imageIds.toSorted().join(" ");
  for (let attempt = 1; ; attempt += 1) {
    const going = await database.probe.findFirst({
      where: { imagesKey, status: { in: [...GOING] } },
      select: { id: true },
    });
    if (going) return { id: going.id, joined: true };
    try {
      return await database.$transaction(async (tx) => {
        const images = imageIds.map((imageId, index) => ({ index, imageId }));
        const { id } = await tx.probe.create({
          data: { imagesKey, rounds, images: { create: images } },
          select: { id: true },
        });
        await enqueueProbes(database, tx, [id]);
        return { id, joined: false };
      });
    } catch (error) {
      // Two clicks at once: the index on what is going lets one through, the other looks again and joins it.
      if (attempt === TRIES || !isUniqueViolation(error)) throw error;
    }
  }
}
