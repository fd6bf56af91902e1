import type { DbTransaction } from "../db/client.ts";
import type { BuildProgress } from "../engine/types.ts";
import { AppError } from "../errors.ts";
import { readProgramFile } from "../prebuilt/read-program-file.ts";
import { scanUnlessScanned } from "../scans/request-scan.ts";
import { sourceDigest } from "../services/source-digest.ts";
import type { BuildRecorder } from "./build-recorder.ts";
import { type BuildOrder, findOwnBase, toBuildRequest } from "./build-request.ts";
import type { CompileGate } from "./compile-gate.ts";
import type { Ending } from "./end-attempt.ts";
import type { LinkedEngine } from "./engine-link.ts";
import { hasAllContents, LayerContents } from "./layer-contents.ts";
import type { Lease } from "./lease.ts";
import { measureHeld } from "./measure-held.ts";
import { JoinedProgress, prepare } from "./preparation.ts";
import { requireSameBytes } from "./require-same-bytes.ts";
import { sayDoing } from "./say-waiting.ts";
import { placeImage, storeImage } from "./store-image.ts";
import type { WorkerContext } from "./worker-context.ts";

export type Attempt = {
  lease: Lease;
  order: BuildOrder;
  serviceId: string;
  linked: LinkedEngine;
  recorder: BuildRecorder;
  compiles: CompileGate;
};

type Success = Extract<Ending, { status: "succeeded" }>;

/**
 * Builds what was ordered, then measures it, unless the very image was measured before and its files are kept. Resolves
 * to how the attempt is to be ended. Throws build-failed, cancelled, engine-unavailable, conflict (the source changed)
 * and what else can fail.
 */
export async function runAttempt(context: WorkerContext, attempt: Attempt): Promise<Success> {
  const { order, linked, recorder } = attempt;
  await requireSameSource(order);
  const engineName = await buildImage(attempt);
  await recorder.finish();
  await requireSameSource(order);
  const known = await context.db.image.findFirst({
    where: { OR: [{ imageId: engineName }, { manifestDigest: engineName }] },
    select: { imageId: true, binarySha256: true },
  });
  if (!known || !(await hasAllContents(context.db, known.imageId)))
    return measure(context, attempt, engineName);
  requireSameBytes(order, known.binarySha256 ?? undefined);
  const { imageId } = known;
  const store = async (tx: DbTransaction) => {
    await placeImage(tx, imageId, linked.id);
    await scanUnlessScanned(context.db, tx, imageId);
  };
  return { status: "succeeded", imageId, store };
}

async function buildImage({ linked, order, lease, recorder, compiles }: Attempt): Promise<string> {
  const { engine } = linked;
  const joined = new JoinedProgress();
  const first = {
    ...toBuildRequest(order),
    signal: lease.signal,
    onProgress: async (progress: BuildProgress) => {
      if (joined.isNewsOfFirst(progress)) await recorder.take(progress);
    },
  };
  if (compiles.hasToPrepare(lease.buildId)) {
    await prepare(engine, first);
    compiles.prepared(lease.buildId);
  }
  const request = {
    ...first,
    onProgress: async (progress: BuildProgress) => {
      if (joined.isNewsOfSecond(progress)) await recorder.take(progress);
      compiles.see(lease.buildId, progress);
    },
  };
  try {
    return (await engine.build(request)).imageId;
  } catch (error) {
    if (!isUnexplained(error)) throw error;
    // Two builds shared the step that failed, and the engine told only the other one about it.
    return (await engine.build(request)).imageId;
  }
}

function isUnexplained(error: unknown): boolean {
  return error instanceof AppError && error.code === "build-failed" && error.detail?.step === undefined;
}

async function measure(context: WorkerContext, attempt: Attempt, engineName: string): Promise<Success> {
  const { lease, order, linked, serviceId } = attempt;
  await sayDoing(context.db, lease, "Exports and measures the image.");
  const contents = new LayerContents();
  const measured = await measureHeld(context, linked.engine, engineName, {
    baseDiffIds: findOwnBase(order)?.diffIds ?? [],
    signal: lease.signal,
    contents,
  });
  // An engine with a containerd image store names an image by its manifest, every other by its config.
  const isNamedByManifest = measured.manifestDigests.includes(engineName);
  if (measured.imageId !== engineName && !isNamedByManifest) {
    throw new AppError(
      "bad-archive",
      `The engine exported ${measured.imageId} when asked for ${engineName}.`,
    );
  }
  const manifestDigest = isNamedByManifest ? engineName : null;
  requireSameBytes(order, measured.binary?.sha256);
  return {
    status: "succeeded",
    imageId: measured.imageId,
    store: async (tx) => {
      await storeImage(tx, order, { serviceId, engineId: linked.id, manifestDigest }, measured, contents);
      await scanUnlessScanned(context.db, tx, measured.imageId);
    },
  };
}

/** What is built must be what the run says that it is of. */
async function requireSameSource({ source, sourceDigest: expected }: BuildOrder): Promise<void> {
  const { kind, path } = source;
  const digest = kind === "folder" ? await sourceDigest(path) : (await readProgramFile(path)).digest;
  if (digest === expected) return;
  throw new AppError(
    "conflict",
    "The service's source has changed since this run was started, so this would be another build. Start a new run.",
  );
}
