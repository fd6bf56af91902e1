import { availableParallelism, cpus, hostname, loadavg, totalmem } from "node:os";
import { Prisma } from "../../db/client.ts";
import { toStorableJson, toStorableText } from "../../db/storable.ts";
import { AppError, toAppError } from "../../errors.ts";
import { probeImages } from "../../probe/probe-images.ts";
import { DEFAULT_SETTINGS } from "../../probe/settings.ts";
import type { ImageToRun } from "../../probe/with-container.ts";
import type { ImageProbe, ProbeHost } from "../../probes/schemas.ts";
import { type EngineLink, type LinkedEngine, WAITS_FOR_ENGINE } from "../engine-link.ts";
import { findHeldImage } from "../held-image.ts";
import { persist } from "../persist.ts";
import { enqueueProbes } from "../queue.ts";
import { claimRow, endRow, holdRow, type RowLease, releaseRow, sayRowsWait } from "../row-lease.ts";
import type { WorkerContext } from "../worker-context.ts";
import { removeLeftContainers, toProbeLabels } from "./probe-labels.ts";
import { type ProbeOrder, readProbeOrder } from "./probe-order.ts";

/** A probe takes so long at most, and so much more for each image. */
const PATIENCE_MS = 60_000;
const PATIENCE_AN_IMAGE_MS = 90_000;

export type ProbeJobHands = {
  context: WorkerContext;
  link: EngineLink;
  /** Aborted when the worker stops. */
  stop: AbortSignal;
};

type Answer = { host: ProbeHost; seen: ImageProbe[] };

/**
 * Looks at one probe: where it is queued and this worker can do it, does it to its end. Whatever happens is written to
 * the probe.
 */
export async function handleProbe(hands: ProbeJobHands, probeId: string): Promise<void> {
  const { context, link } = hands;
  const order = await persist(() => readProbeOrder(context.db, probeId));
  if (!order) return;
  const linked = link.current();
  const sayWaits = (line: string) => sayRowsWait(context.db, "Probe", [probeId], line);
  if (!linked) return sayWaits(WAITS_FOR_ENGINE);
  const wait = await whyWaiting(context, order, linked);
  if (wait !== undefined) return sayWaits(wait);
  const lease = await claimRow(context.db, "Probe", probeId, context.id);
  if (!lease) return;
  const log = context.log.child({ probe: probeId });
  try {
    const answer = await holdRow(context.db, lease, hands.stop, () => probe(hands, linked, order, lease));
    const isOurs = await store(hands, lease, answer);
    log.info({ isOurs, outcomes: answer.seen.map(({ outcome }) => outcome) }, "probe succeeded");
  } catch (error) {
    const failure = toAppError(error);
    log.info({ code: failure.code, err: failure.code === "internal" ? error : undefined }, "probe ended");
    const also = [Prisma.sql`"waitingFor" = NULL`];
    await endRow(context.db, link, { lease, failure }, { enqueue: enqueueProbes, also });
  }
}

/** What measures time waits until nobody compiles or scans: on a busy machine it would measure the compiler. */
async function whyWaiting(
  { db }: WorkerContext,
  order: ProbeOrder,
  linked: LinkedEngine,
): Promise<string | undefined> {
  if (linked.id !== order.engineId) return "Waits for a worker on the engine that has the images.";
  const { build, scan } = db;
  const where = { status: "running" } as const;
  if ((await build.count({ where })) > 0)
    return "Waits until nothing is being built, which would disturb the timing.";
  if ((await scan.count({ where })) > 0)
    return "Waits until nothing is being scanned, which would disturb the timing.";
  return undefined;
}

async function probe(
  { context, stop }: ProbeJobHands,
  { engine }: LinkedEngine,
  order: ProbeOrder,
  lease: RowLease,
): Promise<Answer> {
  const { db } = context;
  const patienceMs = PATIENCE_MS + order.images.length * PATIENCE_AN_IMAGE_MS;
  const timeout = AbortSignal.timeout(patienceMs);
  const signal = AbortSignal.any([lease.signal, stop, timeout]);
  const { version, storageDriver } = await engine.info();
  await removeLeftContainers(db, engine, new Date());
  const host: ProbeHost = {
    name: hostname(),
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? process.arch,
    memoryBytes: totalmem(),
    engineVersion: version,
    storageDriver,
    loadBefore: loadavg()[0] ?? 0,
  };
  const images: ImageToRun[] = [];
  for (const image of order.images) {
    const name = await findHeldImage(engine, image);
    if (name === undefined) {
      throw new AppError("gone", `The engine no longer has the image of ${image.variant}. Build it again.`);
    }
    images.push({ ...image, name });
  }
  const labels = toProbeLabels(
    { probeId: order.probeId, token: lease.token },
    new Date(Date.now() + patienceMs),
  );
  try {
    const settings = { ...DEFAULT_SETTINGS, rounds: order.rounds };
    const onProgress = (line: string) => void sayProgress(db, lease, line).catch(() => {});
    return { host, seen: await probeImages({ engine, images, settings, labels, signal, onProgress }) };
  } catch (error) {
    if (!timeout.aborted || lease.signal.aborted || stop.aborted) throw error;
    const minutes = Math.round(patienceMs / 60_000);
    throw new AppError("timeout", `The probe did not end within ${minutes} minutes.`, { cause: error });
  }
}

function sayProgress(db: WorkerContext["db"], lease: RowLease, line: string): Promise<number> {
  return db.$executeRaw`
    UPDATE "Probe" SET "waitingFor" = ${toStorableText(line)}
     WHERE "id" = ${lease.id}::uuid AND "leaseToken" = ${lease.token}::uuid`;
}

/** Ends a probe with its answer, all of it or nothing. False where the lease was not ours any more. */
function store(
  { context: { db } }: ProbeJobHands,
  lease: RowLease,
  { host, seen }: Answer,
): Promise<boolean> {
  return persist(() =>
    db.$transaction(async (tx) => {
      const isOurs = await releaseRow(tx, lease, [
        Prisma.sql`"status" = 'succeeded'`,
        Prisma.sql`"finishedAt" = now()`,
        Prisma.sql`"waitingFor" = NULL`,
        Prisma.sql`"host" = ${JSON.stringify(toStorableJson(host))}::jsonb`,
      ]);
      if (!isOurs) return false;
      for (const [index, one] of seen.entries()) {
        await tx.probedImage.update({
          where: { probeId_index: { probeId: lease.id, index } },
          data: { seen: toStorableJson(one) },
        });
      }
      return true;
    }),
  );
}
