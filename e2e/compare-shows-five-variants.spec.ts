import { formatSize } from "../lib/format.ts";
import type { Comparison } from "../lib/images/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

const sizeOf = (variant: string) =>
  images.columns.find((column) => column.image.variant === variant)?.image.sizeBytes ?? 0;

test("five variants stand side by side, lightest first, with the sizes that were measured", async ({
  page,
}) => {
  await page.goto(`/compare?service=${TINY}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(TINY);
  const rows = page.getByRole("figure", { name: "Uncompressed size of each image" }).getByRole("listitem");
  await expect(rows).toHaveCount(5);
  const ascending = images.columns.map(({ image }) => image).toSorted((a, b) => a.sizeBytes - b.sizeBytes);
  for (const [index, image] of ascending.entries()) {
    await expect(rows.nth(index)).toContainText(image.variant);
    await expect(rows.nth(index)).toContainText(formatSize(image.sizeBytes));
    if (image.standIn) await expect(rows.nth(index)).toContainText("stand-in");
  }
});

test("the chart is drawn, and its table says the same", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  const figure = page.getByRole("figure", { name: "Uncompressed size of each image" });
  await expect(figure.locator("g[data-variant] rect").first()).toBeVisible();
  await expect(async () => {
    // Recharts comes with a mouse.
    await figure.hover();
    await page.mouse.move(0, 0);
    await expect(figure.locator(".recharts-bar-rectangle rect").first()).toBeAttached({ timeout: 1_000 });
  }).toPass();
  const section = page.getByRole("region", { name: "Weight" });
  await section.getByText("Show as table").click();
  const row = section.getByRole("row", { name: /debian-slim/ });
  await expect(row).toContainText(formatSize(sizeOf("debian-slim")).replace(" MB", ""));
  await expect(row).toContainText(/▲ \+\d+\.\d\d MB, \+\d+\.\d %/);
});

test("the reference, the measure and the unit are in the URL", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  await page.getByLabel("Reference").selectOption("debian-slim");
  await expect(page).toHaveURL(/ref=debian-slim/);
  const header = page.getByRole("columnheader", { name: /debian-slim/ });
  await expect(header).toContainText("reference");
  await page.getByRole("link", { name: "Compressed", exact: true }).click();
  await expect(page).toHaveURL(/size=compressed/);
  await page.getByRole("link", { name: "MiB" }).click();
  await expect(page).toHaveURL(/unit=MiB/);
  await expect(page).toHaveURL(/ref=debian-slim/);
  const debian = images.columns.find(({ image }) => image.variant === "debian-slim")?.image;
  await expect(page.getByRole("figure", { name: "Compressed size of each image" })).toContainText(
    formatSize(debian?.compressedBytes ?? 0, "MiB"),
  );
});

test("a variant is taken out and put back by its chip", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  await page.getByRole("list", { name: "Variants" }).getByRole("link", { name: "alpine" }).click();
  await expect(page).toHaveURL(/variants=scratch,base-nossl,distroless-cc,debian-slim/);
  await expect(page.getByRole("columnheader", { name: /alpine/ })).toHaveCount(0);
  await page.getByRole("list", { name: "Variants" }).getByRole("link", { name: "alpine" }).click();
  await expect(page.getByRole("columnheader", { name: /alpine/ })).toHaveCount(1);
});

test("layers that images share are named, and what a pull beside the reference costs", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  const layers = page.getByRole("region", { name: "Layers and pull cost" });
  const rowOf = (variant: string) =>
    layers.getByRole("listitem").filter({ has: page.getByRole("link", { name: variant, exact: true }) });
  await expect(rowOf("scratch")).toBeVisible();
  const nossl = images.columns.find(({ image }) => image.variant === "base-nossl");
  await expect(rowOf("base-nossl")).toContainText(formatSize(nossl?.pullBesideReferenceBytes ?? 0));
  await layers.getByText("Show as table").click();
  const count = images.columns.reduce((sum, { image }) => sum + image.layers.length, 0);
  await expect(layers.getByRole("row")).toHaveCount(count + 1);
});

test("the marks of the scatter stand where their figures are", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  const marks = page
    .getByRole("figure", { name: "Size of each image against its findings" })
    .getByRole("link");
  await expect(marks).toHaveCount(5);
  const offsets = await marks.evaluateAll((links) =>
    links.flatMap((link) => {
      const [place, glyph] = [link, link.querySelector("svg")].map((each) => each?.getBoundingClientRect());
      if (!place || !glyph) return [Number.NaN];
      return [glyph.x + glyph.width / 2 - place.x, glyph.y + glyph.height / 2 - place.y];
    }),
  );
  for (const offset of offsets) expect(Math.abs(offset)).toBeLessThan(1);
});

test("what each build spent its time with is told, and what was cached", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  const section = page.getByRole("region", { name: "Build time" });
  const rows = section.getByRole("figure").getByRole("listitem");
  await expect(rows).toHaveCount(5);
  // Whether a compile was cached is the engine's affair; that it is said is ours. Two of five at most compiled anew.
  for (const row of await rows.all()) await expect(row).toContainText(/compile (cached|\d+\.\d s)/);
  await expect(rows.filter({ hasText: "compile cached" }).first()).toBeVisible();
  await expect(rows.filter({ hasText: /export \d+\.\d s/ })).toHaveCount(5);
  await section.getByText("Show as table").click();
  await expect(section.getByRole("columnheader", { name: "export, s" })).toBeVisible();
  await expect(section.getByRole("row")).toHaveCount(6);
});

test("an address that is wrong says which part", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}&variants=scratch,ubuntu`);
  await expect(page.getByRole("alert").filter({ hasText: "variants=ubuntu" })).toBeVisible();
});

test.describe("an unknown service", () => {
  test.use({ allowedConsoleErrors: ["404"] });
  test("is not found", async ({ page }) => {
    const response = await page.goto("/compare?service=nowhere");
    expect(response?.status()).toBe(404);
    await expect(page.getByText("There is no such thing here")).toBeVisible();
  });
});

test("nothing is cut off on a phone @phone", async ({ page }) => {
  for (const path of ["/", `/compare?service=${TINY}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  }
});
