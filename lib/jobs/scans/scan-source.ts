import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { present } from "../../db/fields.ts";
import { AppError } from "../../errors.ts";
import type { Trivy } from "../../scan/find-trivy.ts";
import { makeInventory } from "../../scan/make-inventory.ts";
import type { ScanRequest } from "../../scan/scan-image.ts";
import type { LinkedEngine } from "../engine-link.ts";
import { findHeldImage } from "../held-image.ts";
import type { ScanOrder } from "./scan-order.ts";

const PREFIX = "scan-";
const MAX_INVENTORY_BYTES = 256 * 1024 * 1024;

/** `made`: an inventory that was made just now of an earlier scan's report, worth keeping. */
export type ScanSource = ScanRequest["source"] & { made?: string };

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

/** Puts the bytes into a folder of their own for as long as `work` takes. Throws disk-full and what the engine throws. */
export async function withSource<T>(
  order: ScanOrder,
  choice: Extract<SourceChoice, { from: string }>,
  options: { trivy: Trivy; home: string; signal: AbortSignal },
  work: (source: ScanSource) => Promise<T>,
): Promise<T> {
  const root = join(options.home, "trivy", "work");
  await mkdir(root, { recursive: true });
  const folder = await mkdtemp(join(root, `${PREFIX}${process.pid}-`));
  try {
    return await work(await write(order, choice, folder, options));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
    throw new AppError("disk-full", `There is no room in ${root} for the export of the image. Make some.`, {
      cause: error,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(
  order: ScanOrder,
  choice: Extract<SourceChoice, { from: string }>,
  folder: string,
  { trivy, signal }: { trivy: Trivy; signal: AbortSignal },
): Promise<ScanSource> {
  const { host } = choice.from === "engine" ? choice.linked.engine : { host: "" };
  // Quicker than through a file, and needs no room for one.
  if (host.startsWith("unix://")) return { kind: "engine", host, reference: order.imageId };
  if (choice.from === "engine") {
    const path = join(folder, "image.tar");
    const archive = await choice.linked.engine.exportImage(choice.name);
    await pipeline(archive, createWriteStream(path), { signal });
    return { kind: "archive", path };
  }
  if (!order.inventory) throw new Error("chosen without an inventory");
  const path = join(folder, "inventory.cdx.json");
  const bytes = await promisify(gunzip)(order.inventory.gzip, { maxOutputLength: MAX_INVENTORY_BYTES });
  const text = bytes.toString("utf8");
  const isReport = !text.slice(0, 500).includes('"bomFormat"');
  const made = isReport ? await makeInventory(trivy, text, signal) : undefined;
  await writeFile(path, made ?? text);
  return { kind: "inventory", path, ...present("made", made) };
}

/** Takes away what workers that were killed left behind. */
export async function removeLeftovers(home: string): Promise<void> {
  const root = join(home, "trivy", "work");
  for (const name of await readdir(root).catch(() => [])) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(join(root, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
