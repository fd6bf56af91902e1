import type { APIRequestContext } from "@playwright/test";
import { type Comparison, comparison } from "../../lib/images/schemas.ts";
import { type RunView, runView } from "../../lib/runs/schemas.ts";
import { statusView } from "../../lib/status/schemas.ts";

/** The lab's smallest service; its five variants build in seconds once the bases are there. */
export const TINY = "tiny";

/** A first run may have to assemble its bases. */
export const FIRST_RUN_MS = 15 * 60_000;

/** The comparison as the API tells it. */
export async function readComparison(
  request: APIRequestContext,
  query = `service=${TINY}`,
): Promise<Comparison> {
  const response = await request.get(`/api/v1/compare?${query}`);
  return comparison.parse((await response.json()).comparison);
}

async function readRun(request: APIRequestContext, id: string): Promise<RunView> {
  const response = await request.get(`/api/v1/runs/${id}`);
  return runView.parse((await response.json()).run);
}

/** Waits until a run has ended. Throws where one of its builds did not succeed. */
export async function runToItsEnd(request: APIRequestContext, id: string): Promise<RunView> {
  for (;;) {
    const run = await readRun(request, id);
    const failed = run.builds.find((build) => build.status === "failed" || build.status === "cancelled");
    if (failed) throw new Error(`${failed.variant} ${failed.status}: ${failed.error?.message ?? ""}`);
    if (run.builds.every((build) => build.status === "succeeded")) return run;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** What layers weigh as gzip comes after the images themselves. */
async function untilCompressed(request: APIRequestContext): Promise<Comparison> {
  for (;;) {
    const images = await readComparison(request);
    if (images.columns.every(({ image }) => image.compressedBytes !== undefined)) return images;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** The five variants of `tiny` side by side, built first where they are not there. */
export async function tinyImages(request: APIRequestContext): Promise<Comparison> {
  const found = await readComparison(request);
  if (found.missing.length > 0) {
    const response = await request.post("/api/v1/runs", { data: { service: TINY } });
    await runToItsEnd(request, runView.parse((await response.json()).run).id);
  }
  return untilCompressed(request);
}

/** A worker that has just started looks for its scanner first; this is more than it takes. */
const LOOKS_MS = 60_000;

/** Why nothing can be scanned here; undefined where it can. */
export async function whyNoScanner(request: APIRequestContext): Promise<string | undefined> {
  const until = Date.now() + LOOKS_MS;
  for (;;) {
    const { scanner } = statusView.parse(await (await request.get("/api/v1/status")).json());
    if (scanner.available) return undefined;
    if (!scanner.reason?.includes("not looked") || Date.now() > until) return `no scanner: ${scanner.reason}`;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** The five variants of `tiny` when each has its newest answer. */
export async function scannedImages(request: APIRequestContext): Promise<Comparison> {
  let images = await tinyImages(request);
  const isAnswered = ({ scans }: Comparison["columns"][number]) =>
    scans?.latest !== undefined && scans.current === undefined;
  while (!images.columns.every(isAnswered)) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    images = await readComparison(request);
  }
  return images;
}
