import type { Locator, Page } from "@playwright/test";
import type { Comparison } from "../lib/images/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

/** The palette, once it takes what is typed. */
async function openPalette(page: Page): Promise<Locator> {
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await page.keyboard.press("Control+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  return palette;
}

test("the palette opens by key and leads to an image by its digest", async ({ page }) => {
  const imageId = images.columns[0]?.image.imageId ?? "";
  await page.goto(`/compare?service=${TINY}`);
  await openPalette(page);
  await page.keyboard.type(imageId.replace("sha256:", "").slice(0, 12));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/images/${imageId.slice(7, 19)}`));
});

test("the palette finds an image by six digits of its digest, and does things with it", async ({ page }) => {
  const imageId = images.columns.find(({ image }) => image.variant === "alpine")?.image.imageId ?? "";
  await page.goto("/runs");
  const palette = await openPalette(page);
  await page.keyboard.type(imageId.replace("sha256:", "").slice(0, 6));
  await expect(palette.getByRole("group", { name: "Images found" }).getByRole("option")).toHaveCount(1);
  await palette.getByRole("option", { name: /^Findings in alpine/ }).click();
  await expect(page).toHaveURL(`/images/${imageId}#findings`);
});

test("the palette picks images one by one and compares them", async ({ page }) => {
  await page.goto("/status");
  const palette = await openPalette(page);
  await page.keyboard.type("compare images");
  await palette.getByRole("option", { name: /^Compare images…/ }).click();
  for (const variant of ["scratch", "debian-slim"]) {
    const image = images.columns.find((column) => column.image.variant === variant)?.image;
    await palette.getByRole("combobox").fill(image?.imageId.slice(7, 19) ?? "");
    await palette.getByRole("option", { name: new RegExp(`^${variant}`) }).click();
  }
  await palette.getByRole("option", { name: /^Compare these 2/ }).click();
  await expect(page).toHaveURL(/\/compare\?images=[0-9a-f]{12},[0-9a-f]{12}$/);
  await expect(page.getByRole("columnheader", { name: /scratch|debian-slim/ })).toHaveCount(2);
});

test("the palette offers comparisons that were open, and commands for a service", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}&ref=alpine`);
  // The page remembers itself once it is live, which is after it can be read.
  const remembered = () => page.evaluate(() => JSON.stringify(window.localStorage));
  await expect.poll(remembered).toContain("ref=alpine");
  await page.goto("/status");
  const palette = await openPalette(page);
  const recent = palette.getByRole("group", { name: "Recent comparisons" });
  await expect(recent.getByRole("option").first()).toContainText("tiny: five variants, against alpine");
  await page.keyboard.type("rebuild tiny");
  await expect(palette.getByRole("option", { name: /^Rebuild .*tiny.* without cache/i })).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("against alpine");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/compare\?service=tiny&ref=alpine$/);
});

test("rows, search and the list of keys are reached without a mouse", async ({ page }) => {
  await page.goto("/runs");
  await page.keyboard.press("j");
  await expect(page.locator("[data-row]").first().getByRole("link").first()).toBeFocused();
  await page.goto(`/compare?service=${TINY}`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const chart = page.getByRole("figure", { name: "Uncompressed size of each image" });
  await expect(chart.getByRole("link").nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(chart.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Shift+?");
  await expect(page.getByRole("dialog", { name: "All keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("/snapshots");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search snapshots" })).toBeFocused();
});
