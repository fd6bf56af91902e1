import type { Db } from "../../db/client.ts";
import type { Engine } from "../../engine/types.ts";

const PROBE = "dev.imagediet.probe";
const TOKEN = "dev.imagediet.probe-token";
const UNTIL = "dev.imagediet.probe-until";

/** What the containers of a probe are known by: whose they are, by which lease, and when they are too old for any. */
export function toProbeLabels(
  probe: { probeId: string; token: string },
  until: Date,
): Record<string, string> {
  return { [PROBE]: probe.probeId, [TOKEN]: probe.token, [UNTIL]: until.toISOString() };
}

/**
 * Takes away the containers of probes that nobody works on any more: their worker was killed. Another database's probes
 * may use the same engine; theirs go when they are too old. Resolves to how many.
 */
export async function removeLeftContainers(db: Db, engine: Engine, now: Date): Promise<number> {
  const containers = await engine.listContainers(PROBE);
  if (containers.length === 0) return 0;
  const ids = containers.map(({ labels }) => labels[PROBE] ?? "");
  const known = await db.$queryRaw<{ id: string; token: string | null }[]>`
    SELECT "id"::text AS "id", "leaseToken"::text AS "token" FROM "Probe" WHERE "id"::text = ANY(${ids})`;
  let count = 0;
  for (const { id, labels } of containers) {
    const probe = known.find((each) => each.id === labels[PROBE]);
    const isHeld = probe ? probe.token === labels[TOKEN] : new Date(labels[UNTIL] ?? 0) > now;
    if (isHeld) continue;
    await engine.removeContainer(id);
    count += 1;
  }
  return count;
}
