import type { Comparison } from "../lib/images/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

test("the palette opens by key and leads to an image by its digest", async ({ page }) => {
  const imageId = images.columns[0]?.image.imageId ?? "";
  await page.goto(`/compare?service=${TINY}`);
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search or run a command" })).toBeVisible();
  await page.keyboard.type(imageId.replace("sha256:", "").slice(0, 12));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/images/${imageId.slice(7, 19)}`));
});

test("rows, search and the list of keys are reached without a mouse", async ({ page }) => {
  await page.goto("/runs");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("j");
  await expect(page.locator("[data-row]").first().getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Shift+?");
  await expect(page.getByRole("dialog", { name: "All keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("/snapshots");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search snapshots" })).toBeFocused();
});
