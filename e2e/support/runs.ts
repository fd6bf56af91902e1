import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { type BuildView, type RunView, runView } from "../../lib/runs/schemas.ts";
import { statusView } from "../../lib/status/schemas.ts";
import { expect, test } from "./test.ts";

const runAnswer = z.object({ run: runView });

/** Bases may have to be assembled first. */
export const FIRST_BUILD_MS = 15 * 60_000;

/** Starts a run; skips the test where there is no engine to build with. */
export async function startRun(
  request: APIRequestContext,
  service: string,
  variants: readonly string[],
): Promise<RunView> {
  const readEngine = async () => statusView.parse(await (await request.get("/api/v1/status")).json()).engine;
  // A worker that is busy may be late with saying that its engine is there.
  if (process.env.DOCKER_HOST) await expect.poll(async () => (await readEngine()).available).toBe(true);
  const engine = await readEngine();
  test.skip(!engine.available, `no Docker Engine: ${engine.reason ?? ""}`);
  const response = await request.post("/api/v1/runs", { data: { service, variants } });
  return runAnswer.parse(await response.json()).run;
}

export async function readRun(request: APIRequestContext, id: string): Promise<RunView> {
  return runAnswer.parse(await (await request.get(`/api/v1/runs/${id}`)).json()).run;
}

/** Waits until a run is so. */
export async function untilRun(
  request: APIRequestContext,
  id: string,
  isSo: (run: RunView) => boolean,
): Promise<RunView> {
  let run = await readRun(request, id);
  await expect
    .poll(
      async () => {
        run = await readRun(request, id);
        return isSo(run);
      },
      { timeout: FIRST_BUILD_MS, intervals: [300] },
    )
    .toBe(true);
  return run;
}

/** Waits until the first build of a run is so. */
export async function untilBuild(
  request: APIRequestContext,
  id: string,
  isSo: (build: BuildView) => boolean,
): Promise<BuildView> {
  const run = await untilRun(request, id, ({ builds }) => builds[0] !== undefined && isSo(builds[0]));
  const [build] = run.builds;
  if (!build) throw new Error(`run ${id} has no build`);
  return build;
}

export const hasEnded = (build: BuildView) => build.status !== "queued" && build.status !== "running";

/** The log as text, line by line. */
export async function readLog(request: APIRequestContext, buildId: string): Promise<string[]> {
  const text = await (await request.get(`/api/v1/builds/${buildId}/log`)).text();
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
