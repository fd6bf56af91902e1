import { readFile } from "node:fs/promises";
import { formatSize } from "../lib/format.ts";
import type { Comparison } from "../lib/images/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

const scratchSize = () =>
  formatSize(images.columns.find(({ image }) => image.variant === "scratch")?.image.sizeBytes ?? 0);

test("the comparison is pasted into a pull request as Markdown", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/compare?service=${TINY}`);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Copy Markdown" }).click();
  await expect(page.getByText("Markdown copied")).toBeVisible();
  // by a style element that the page's policy has to let in
  await expect(page.locator("[data-sonner-toaster]")).toHaveCSS("position", "fixed");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(`### ${TINY}: 5 images compared`);
  expect(text).toContain(scratchSize());
  expect(text).toMatch(/\[This view as of .* UTC\]\(http:\/\/[^)]*\/compare\?service=tiny&at=/);
  expect(text.length).toBeLessThan(65_000);
});

test("the table is saved as CSV, a chart as SVG and as PNG", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  const saved = async (act: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent("download"), act()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const csv = await saved(() => page.getByRole("link", { name: "CSV" }).click());
  expect(csv.name).toBe("tiny-comparison.csv");
  expect(csv.bytes.toString()).toMatch(
    /^group,row,unit,scratch,alpine,base-nossl,distroless-cc,debian-slim\r\n/,
  );
  await page.getByRole("button", { name: "Weight as SVG" }).click();
  const svg = await saved(() => page.getByRole("menuitem", { name: "Download SVG" }).click());
  expect(svg.bytes.toString()).toContain(scratchSize());
  await page.getByRole("button", { name: "Weight as PNG" }).click();
  const png = await saved(() => page.getByRole("menuitem", { name: "Download PNG" }).click());
  expect(png.name).toBe("tiny-weight.png");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
});

test("two images are ticked on the list of runs and compared", async ({ page }) => {
  await page.goto(`/runs?service=${TINY}`);
  await page
    .getByRole("checkbox", { name: /^scratch of run/ })
    .first()
    .check();
  await expect(page.getByText("Tick one more image.")).toBeVisible();
  await page
    .getByRole("checkbox", { name: /^debian-slim of run/ })
    .first()
    .check();
  await page.getByRole("button", { name: "Compare ticked images" }).click();
  await expect(page).toHaveURL(/\/compare\?images=/);
  await expect(page.getByRole("columnheader", { name: /scratch|debian-slim/ })).toHaveCount(2);
});

test("a column is moved, and every row shown; both are in the address", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  await page.getByRole("button", { name: "Column debian-slim" }).click();
  await page.getByRole("menuitem", { name: "Move left" }).click();
  await expect(page).toHaveURL(/order=scratch,alpine,base-nossl,debian-slim,distroless-cc/);
  await expect(page.getByRole("columnheader").nth(4)).toContainText("debian-slim");
  await page.getByRole("link", { name: "All rows" }).click();
  await expect(page).toHaveURL(/rows=all/);
  await expect(page.getByRole("row", { name: /^Entrypoint/ })).toBeVisible();
});
