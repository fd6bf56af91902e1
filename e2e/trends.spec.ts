import { formatSizeValue } from "../lib/format.ts";
import { trends as trendsSchema } from "../lib/trends/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  await tinyImages(request);
});

test("every build is a point that leads to its image, in charts, by keys and in a table @phone", async ({
  page,
  request,
}) => {
  const answer = await (await request.get(`/api/v1/services/${TINY}/trends`)).json();
  const trends = trendsSchema.parse(answer.trends);
  await page.goto(`/trends?service=${TINY}`);
  for (const figure of ["Size", "Findings", "Layers", "Build time"])
    await expect(
      page.getByRole("figure", { name: `${figure} of each variant over its builds` }),
    ).toBeVisible();

  await page.getByText("Show as table").click();
  await expect(page.getByRole("row")).toHaveCount(
    trends.shown + 1 + (trends.changes.length > 0 ? trends.changes.length + 1 : 0),
  );
  const scratch = trends.lines.find((line) => line.variant === "scratch")?.points.at(-1);
  if (!scratch) throw new Error("scratch has no point");
  const row = page.getByRole("row", { name: new RegExp(`${scratch.run.number}.*scratch`) });
  await expect(row.first()).toContainText(formatSizeValue(scratch.sizeBytes));

  const plot = page.getByRole("group", { name: /^Size of each variant/ });
  await plot.press("ArrowLeft");
  const readout = page.getByRole("link", { name: "Open image" });
  await expect(readout).toBeVisible();
  await plot.press("Enter");
  await readout.click();
  await expect(page).toHaveURL(/\/images\/sha256/);
});

test("a range is in the URL and without builds says so", async ({ page }) => {
  await page.goto(`/trends?service=${TINY}&by=time`);
  await page.getByLabel("From", { exact: true }).fill("2001-01-01T00:00:00");
  await page.getByLabel("to", { exact: true }).fill("2001-01-02T00:00:00");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/by=time.*from=2001-01-01T00/);
  await page.getByRole("link", { name: "Show all builds" }).click();
  await expect(page.getByRole("figure").first()).toBeVisible();
  expect(new URL(page.url()).searchParams.get("from")).toBeNull();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the lines are drawn and the table opens", async ({ page }) => {
    await page.goto(`/trends?service=${TINY}`);
    await expect(page.locator("figure svg path").first()).toBeAttached();
    await expect(page.getByText("Show as table")).toBeVisible();
  });
});
