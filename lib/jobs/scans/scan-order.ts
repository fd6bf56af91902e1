import type { Db } from "../../db/client.ts";
import type { ScanCause } from "../../scans/request-scan.ts";

/** What a worker has to know to scan. */
export type ScanOrder = {
  scanId: string;
  cause: ScanCause;
  imageId: string;
  manifestDigest: string | null;
  engineId: string;
  baseDiffIds: string[];
  layers: { diffId: string; tarBytes: number }[];
  binaryPath: string | undefined;
  /** What the newest scan that kept it read of the image, and with which version. */
  inventory: { gzip: Uint8Array; scannerVersion: string } | undefined;
};

/** A scan that is queued; undefined where there is none of that id. */
export async function readScanOrder(db: Db, scanId: string): Promise<ScanOrder | undefined> {
  const scan = await db.scan.findUnique({
    where: { id: scanId },
    select: {
      cause: true,
      status: true,
      image: {
        select: {
          imageId: true,
          manifestDigest: true,
          engineId: true,
          binaryPath: true,
          layers: { select: { diffId: true, fromBase: true, layer: { select: { tarBytes: true } } } },
        },
      },
    },
  });
  if (scan?.status !== "queued") return undefined;
  const { imageId, manifestDigest, engineId, binaryPath, layers } = scan.image;
  const before = await db.scan.findFirst({
    where: { imageId, status: "succeeded", inventory: { not: null } },
    orderBy: { finishedAt: "desc" },
    select: { inventory: true, scannerVersion: true },
  });
  return {
    scanId,
    cause: scan.cause,
    imageId,
    manifestDigest,
    engineId,
    baseDiffIds: layers.flatMap(({ diffId, fromBase }) => (fromBase ? diffId : [])),
    layers: layers.map(({ diffId, layer }) => ({ diffId, tarBytes: Number(layer.tarBytes) })),
    binaryPath: binaryPath ?? undefined,
    inventory: before?.inventory
      ? { gzip: before.inventory, scannerVersion: before.scannerVersion ?? "" }
      : undefined,
  };
}
