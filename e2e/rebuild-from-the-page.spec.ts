import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, readComparison, runToItsEnd, TINY, tinyImages } from "./support/tiny-images.ts";

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  await tinyImages(request);
});

test("one variant is rebuilt in place and its figures are told against the image before", async ({
  page,
  request,
}) => {
  test.setTimeout(180_000);
  const before = (await readComparison(request)).columns.find((column) => column.image.variant === "scratch");
  await page.goto(`/compare?service=${TINY}`);
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Rebuild scratch" }).click();
  const started = await answer;
  expect(started.request().postDataJSON()).not.toHaveProperty("force");
  const panel = page.getByRole("region", { name: /^Run \d+$/ });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("listitem")).toHaveCount(1);
  await expect(panel.getByRole("status")).toHaveText("1 built", { timeout: 150_000 });
  await expect(panel.getByRole("listitem")).toContainText(/image before/);
  // Nothing has changed, so nothing is compiled, and the image is the very same.
  const run = await runToItsEnd(request, (await started.json()).run.id);
  const [build] = run.builds;
  expect(build?.imageId).toBe(before?.image.imageId);
  const compiled = build?.steps.filter((step) => /cargo .*rustc/.test(step.name)) ?? [];
  expect(compiled.length).toBeGreaterThan(0);
  expect(compiled.map((step) => step.status)).toEqual(compiled.map(() => "cached"));
  await expect(page.getByRole("figure", { name: "Uncompressed size of each image" })).toContainText(
    "scratch",
  );
  await panel.getByRole("button", { name: "Dismiss" }).click();
  await expect(panel).toHaveCount(0);
});

test("a second click joins the run that is going, and a reload still shows it", async ({ page, request }) => {
  test.setTimeout(300_000);
  await page.goto(`/compare?service=${TINY}`);
  const started = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Rebuild without cache" }).click();
  const { run } = await (await started).json();
  expect(run.force).toBe(true);
  const panel = page.getByRole("region", { name: `Run ${run.number}` });
  await expect(panel.getByRole("listitem")).toHaveCount(5);

  const joined = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Rebuild without cache" }).click();
  expect((await (await joined).json()).run.id).toBe(run.id);
  await expect(page.getByText(`Joined run ${run.number}, which is going already`)).toBeVisible();

  await page.reload();
  await expect(panel).toBeVisible();
  await runToItsEnd(request, run.id);
  await expect(panel.getByRole("status")).toHaveText("5 built");
  // Without the cache each libc is compiled anew, and once.
  const { builds } = await runToItsEnd(request, run.id);
  const compiles = builds.flatMap((build) =>
    build.steps.filter((step) => /^\[build-(musl|glibc) (\d+)\/\2\]/.test(step.name)),
  );
  expect(compiles.filter((step) => step.status === "completed")).toHaveLength(2);
  const after = await readComparison(request);
  expect(after.missing).toEqual([]);
});

test("a double click starts one run", async ({ page, request }) => {
  test.setTimeout(180_000);
  await page.goto(`/compare?service=${TINY}`);
  const ids: string[] = [];
  page.on("response", async (response) => {
    if (response.request().method() !== "POST" || !response.url().endsWith("/runs")) return;
    ids.push((await response.json()).run.id);
  });
  await page.getByRole("button", { name: "Rebuild alpine" }).dblclick();
  const panel = page.getByRole("region", { name: /^Run \d+$/ });
  await expect(panel.getByRole("status")).toHaveText("1 built", { timeout: 150_000 });
  expect(new Set(ids).size).toBe(1);
  const { runs } = await (await request.get(`/api/v1/runs?service=${TINY}&limit=2`)).json();
  expect(runs[0].id).toBe(ids[0]);
  expect(runs[0].status).toBe("succeeded");
});

test("a run is cancelled from the page, and the figures stay", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(`/compare?service=${TINY}`);
  await page.getByRole("button", { name: "Rebuild without cache" }).click();
  const panel = page.getByRole("region", { name: /^Run \d+$/ });
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel.getByRole("status")).toContainText("cancelled", { timeout: 60_000 });
  await expect(
    page.getByRole("figure", { name: "Uncompressed size of each image" }).getByRole("listitem"),
  ).toHaveCount(5);
});
