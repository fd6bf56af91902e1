import type { RunView } from "../lib/runs/schemas.ts";
import { type MadeService, makeService } from "./support/made-service.ts";
import { FIRST_BUILD_MS, readRun, startRun, untilBuild, untilRun } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";

let service: MadeService | undefined;
let run: RunView | undefined;
test.afterEach(async ({ request }) => {
  // What a test that failed left behind would keep the worker from everything else for minutes.
  if (run) await request.post(`/api/v1/runs/${run.id}/cancel`, { data: {} });
  run = undefined;
  await service?.remove();
  service = undefined;
});

const SLOW = "fn main() { std::thread::sleep(std::time::Duration::from_secs(600)); }";

test("a running build is cancelled from the page, tried again, and its run cancelled", async ({
  page,
  request,
}) => {
  test.setTimeout(FIRST_BUILD_MS);
  service = await makeService({ build: SLOW });
  run = await startRun(request, service.slug, ["scratch"]);
  const isCompiling = (build: { status: string; lineCount: number }) =>
    build.status === "running" && build.lineCount > 0;
  await untilBuild(request, run.id, isCompiling);

  await page.goto(`/runs/${run.number}`);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByRole("button", { name: "Retry" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("the log is complete")).toBeVisible();
  expect((await readRun(request, run.id)).status).toBe("cancelled");

  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText("attempt 2 of 2")).toBeVisible({ timeout: 30_000 });
  await untilBuild(request, run.id, isCompiling);
  await page.getByRole("button", { name: "Cancel run" }).click();
  await expect(page.getByRole("button", { name: "Rebuild scratch" })).toBeVisible({ timeout: 30_000 });
  const { builds } = await readRun(request, run.id);
  expect(builds[0]?.attempts.map((attempt) => attempt.status)).toEqual(["cancelled", "cancelled"]);
});

test("a build that waits is cancelled at once", async ({ page, request }) => {
  test.setTimeout(FIRST_BUILD_MS);
  service = await makeService({ build: SLOW });
  const variants = ["scratch", "alpine", "base-nossl", "distroless-cc", "debian-slim", "distroless-static"];
  run = await startRun(request, service.slug, variants);
  await untilRun(request, run.id, ({ builds }) => builds.some((build) => build.lineCount > 0));
  const { builds } = await readRun(request, run.id);
  const waiting = builds.find((build) => build.status === "queued");
  test.skip(waiting === undefined, "this worker builds six variants at once, so none waits");

  await page.goto(`/runs/${run.number}?build=${waiting?.variant}`);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
  const cancelled = (await readRun(request, run.id)).builds.find((build) => build.id === waiting?.id);
  expect(cancelled).toMatchObject({ status: "cancelled", attempts: [] });

  await page.getByRole("button", { name: "Cancel run" }).click();
  await expect(page.getByRole("button", { name: "Rebuild all" })).toBeVisible({ timeout: 30_000 });
  expect((await readRun(request, run.id)).status).toBe("cancelled");
});
