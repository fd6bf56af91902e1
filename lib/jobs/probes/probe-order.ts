import { z } from "zod";
import type { Db } from "../../db/client.ts";

/** What a worker has to know to probe. */
export type ProbeOrder = {
  probeId: string;
  rounds: number;
  /** All on one engine. */
  engineId: string;
  images: { imageId: string; manifestDigest: string | null; variant: string; user: string }[];
};

const config = z.object({ config: z.object({ User: z.string().nullish() }).nullish() });

/** A probe that is queued; undefined where there is none of that id. */
export async function readProbeOrder(db: Db, probeId: string): Promise<ProbeOrder | undefined> {
  const probe = await db.probe.findUnique({
    where: { id: probeId },
    select: {
      rounds: true,
      status: true,
      images: {
        orderBy: { index: "asc" },
        select: {
          image: {
            select: { imageId: true, manifestDigest: true, variant: true, engineId: true, config: true },
          },
        },
      },
    },
  });
  const [first] = probe?.images ?? [];
  if (probe?.status !== "queued" || !first) return undefined;
  return {
    probeId,
    rounds: probe.rounds,
    engineId: first.image.engineId,
    images: probe.images.map(({ image: { imageId, manifestDigest, variant, config: stored } }) => ({
      ...{ imageId, manifestDigest, variant },
      user: config.safeParse(stored).data?.config?.User ?? "",
    })),
  };
}
