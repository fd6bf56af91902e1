import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { present } from "../../db/fields.ts";
import { AppError } from "../../errors.ts";
import type { Trivy } from "../../scan/find-trivy.ts";
import { makeInventory } from "../../scan/make-inventory.ts";
import type { ScanRequest } from "../../scan/scan-image.ts";
import type { SharedLayers } from "../../scan/shared-layers.ts";
import type { LinkedEngine } from "../engine-link.ts";
import { findHeldImage } from "../held-image.ts";
import type { ImageExports } from "./image-exports.ts";
import type { ScanOrder } from "./scan-order.ts";
import type { Turns } from "./turns.ts";
import { makeWorkFolder, toFolderError } from "./work-folders.ts";

const MAX_INVENTORY_BYTES = 256 * 1024 * 1024;

/**
 * `made`: an inventory that was made just now of an earlier scan's report, worth keeping. `shared`: for images whose layers
 * others have too.
 */
export type ScanSource = ScanRequest["source"] & { made?: string; shared?: SharedLayers | undefined };

/** Where the scan's bytes come from, or what it has to wait for. */
export type SourceChoice =
  | { from: "engine"; linked: LinkedEngine; name: string }
  | { from: "inventory" }
  | { wait: string };

/**
 * Newer data needs no image where its packages were read by the same Trivy. Otherwise the image itself, where this
 * worker's engine has it. Throws `gone` where neither is to be had ever again.
 */
export async function chooseSource(
  order: ScanOrder,
  scannerVersion: string,
  linked: LinkedEngine | undefined,
): Promise<SourceChoice> {
  const { inventory } = order;
  if (order.cause === "database" && inventory?.scannerVersion === scannerVersion)
    return { from: "inventory" };
  if (!linked)
    return inventory ? { from: "inventory" } : { wait: "Waits for a Docker Engine that has the image." };
  if (linked.id !== order.engineId) {
    return inventory
      ? { from: "inventory" }
      : { wait: "Waits for a worker on the engine that has the image." };
  }
  const name = await findHeldImage(linked.engine, order);
  if (name !== undefined) return { from: "engine", linked, name };
  if (inventory) return { from: "inventory" };
  throw new AppError(
    "gone",
    "The engine no longer has this image, and it was never scanned. Build it again.",
  );
}

/**
 * Does `work` with the bytes, which are there for as long as it takes. Throws disk-full, bad-archive and what the engine
 * throws.
 */
export async function withSource<T>(
  order: ScanOrder,
  choice: Extract<SourceChoice, { from: string }>,
  options: { trivy: Trivy; home: string; exports: ImageExports; turns: Turns; signal: AbortSignal },
  work: (source: ScanSource) => Promise<T>,
): Promise<T> {
  const { home, exports, signal } = options;
  if (choice.from === "engine") {
    const { imageId, layers } = order;
    const { engine } = choice.linked;
    return exports.use({ engine, name: choice.name, imageId, layers }, signal, work);
  }
  const folder = await makeWorkFolder(home);
  try {
    return await work(await writeInventory(order, folder, options));
  } catch (error) {
    throw toFolderError(error, home);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeInventory(
  order: ScanOrder,
  folder: string,
  { trivy, turns, signal }: { trivy: Trivy; turns: Turns; signal: AbortSignal },
): Promise<ScanSource> {
  if (!order.inventory) throw new Error("chosen without an inventory");
  const path = join(folder, "inventory.cdx.json");
  const bytes = await promisify(gunzip)(order.inventory.gzip, { maxOutputLength: MAX_INVENTORY_BYTES });
  const text = bytes.toString("utf8");
  const isReport = !text.slice(0, 500).includes('"bomFormat"');
  const made = isReport ? await turns.take(signal, () => makeInventory(trivy, text, signal)) : undefined;
  await writeFile(path, made ?? text);
  return { kind: "inventory", path, ...present("made", made) };
}
