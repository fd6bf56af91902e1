import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { findUnownedFiles } from "../../analysis/unowned-files.ts";
import { Prisma } from "../../db/client.ts";
import { toStorableText } from "../../db/storable.ts";
import { type AppError, toAppError } from "../../errors.ts";
import { loadImageContent } from "../../images/load-content.ts";
import type { Trivy } from "../../scan/find-trivy.ts";
import { scanImage } from "../../scan/scan-image.ts";
import type { EngineLink } from "../engine-link.ts";
import { persist } from "../persist.ts";
import { enqueueScans } from "../queue.ts";
import { claimRow, endRow, holdRow, sayRowsWait } from "../row-lease.ts";
import type { WorkerContext } from "../worker-context.ts";
import type { ImageExports } from "./image-exports.ts";
import { pruneScans } from "./prune-scans.ts";
import { readScanOrder, type ScanOrder } from "./scan-order.ts";
import { chooseSource, type SourceChoice, withSource } from "./scan-source.ts";
import type { ScannerLink } from "./scanner-link.ts";
import { type ScanToStore, storeScan } from "./store-scan.ts";
import type { Turns } from "./turns.ts";

export type ScanHands = {
  context: WorkerContext;
  link: EngineLink;
  scanner: ScannerLink;
  exports: ImageExports;
  /** How many times Trivy runs at once. */
  turns: Turns;
  /** Aborted when the worker stops. */
  stop: AbortSignal;
};

/**
 * Looks at one scan: where it is queued and this worker can do it, does it to its end. Whatever happens is written to
 * the scan.
 */
export async function handleScan(hands: ScanHands, scanId: string): Promise<void> {
  const { context, scanner, link } = hands;
  const trivy = scanner.current();
  if (!trivy) return sayScanWaits(hands, [scanId], scanner.problem());
  const order = await persist(() => readScanOrder(context.db, scanId));
  if (!order) return;
  const choice = await choose(order, trivy, link);
  if ("wait" in choice) return sayScanWaits(hands, [scanId], choice.wait);
  const lease = await claimRow(context.db, "Scan", scanId, context.id);
  if (!lease) return;
  const log = context.log.child({ scan: scanId, image: order.imageId });
  try {
    const answer = await holdRow(context.db, lease, hands.stop, async () => {
      if ("error" in choice) throw choice.error;
      return scan(hands, trivy, order, choice, lease.signal);
    });
    const isOurs = await storeScan(context.db, lease, answer);
    await pruneScans(context.db, order.imageId).catch((error) =>
      log.warn({ err: error }, "could not prune scans"),
    );
    log.info({ isOurs, verdict: answer.result.coverage.verdict }, "scan succeeded");
  } catch (error) {
    const failure = toAppError(error);
    log.info({ code: failure.code, err: failure.code === "internal" ? error : undefined }, "scan ended");
    const scannerLog = typeof failure.detail?.log === "string" ? toStorableText(failure.detail.log) : "";
    const also = [Prisma.sql`"log" = ${scannerLog}`];
    await endRow(context.db, link, { lease, failure }, { enqueue: enqueueScans, also });
  }
}

async function choose(
  order: ScanOrder,
  trivy: Trivy,
  link: EngineLink,
): Promise<SourceChoice | { from: "nowhere"; error: AppError }> {
  try {
    return await chooseSource(order, trivy.version, link.current());
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code !== "engine-unavailable") return { from: "nowhere", error: failure };
    link.reportLost(failure.message);
    return { wait: `Waits for the Docker Engine: ${failure.message}` };
  }
}

async function scan(
  { context, scanner, exports, turns }: ScanHands,
  trivy: Trivy,
  order: ScanOrder,
  choice: Extract<SourceChoice, { from: string }>,
  signal: AbortSignal,
): Promise<ScanToStore> {
  // Meanwhile the engine exports the image.
  const unowned = readUnowned(context, order);
  const options = { trivy, home: context.env.home, exports, turns, signal };
  return withSource(order, choice, options, async (source) => {
    const coverage = { expectsCrates: true, binaryPath: order.binaryPath, unowned: await unowned };
    const ask = (layerCache?: string) =>
      turns.take(signal, () =>
        scanImage({
          trivy,
          cacheDirectory: scanner.cacheDirectory,
          source,
          layerCache,
          imageId: order.imageId,
          baseDiffIds: order.baseDiffIds,
          coverage,
          signal,
          now: new Date(),
        }),
      );
    const { result, report, log } = await (source.shared ? source.shared.use(signal, ask) : ask());
    // The report is kept as it is: most images are never scanned without their bytes, and making the inventory costs
    // a third of a scan.
    const kept = source.kind === "inventory" ? source.made : report;
    if (kept === undefined) return { result, log, inventory: undefined };
    return { result, log, inventory: new Uint8Array(await promisify(gzip)(kept)) };
  });
}

/** Undefined for an image whose files are not kept, and where they cannot be read: a scan needs no more than its bytes. */
async function readUnowned({ db, log }: WorkerContext, order: ScanOrder) {
  try {
    const content = await persist(() => loadImageContent(db, order.imageId));
    return findUnownedFiles(content, order.binaryPath?.replace(/^\/+/, ""));
  } catch (error) {
    if (toAppError(error).code !== "not-found")
      log.warn({ err: error, image: order.imageId }, "files not read");
    return undefined;
  }
}

/** Writes what queued scans wait for, where that is new. */
export function sayScanWaits(hands: ScanHands, scanIds: string[], line: string): Promise<void> {
  return sayRowsWait(hands.context.db, "Scan", scanIds, line);
}
