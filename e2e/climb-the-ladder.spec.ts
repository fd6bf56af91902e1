import { formatSize } from "../lib/format.ts";
import { ladderView } from "../lib/ladder/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  await tinyImages(request);
});

test("the ladder shows what is built, what each step shed and where the bytes went", async ({
  page,
  request,
}) => {
  const answer = await request.get(`/api/v1/ladder?service=${TINY}`);
  const { rungs, missing } = ladderView.parse((await answer.json()).ladder);
  const cc = rungs.find((rung) => rung.id === "distroless-cc");
  await page.goto(`/ladder?service=${TINY}`);
  const chart = page.getByRole("figure", { name: "Change the image: uncompressed size of each rung" });
  await expect(chart.locator(".recharts-bar-rectangle rect").first()).toBeAttached();
  const row = chart.getByRole("listitem").filter({ hasText: "distroless-cc" });
  await expect(row).toContainText(formatSize(cc?.image?.sizeBytes ?? 0));
  const line = page
    .getByRole("table")
    .getByRole("row", { name: /distroless-cc/ })
    .first();
  await expect(line).toContainText(/▼ −\d+\.\d\d MB, −\d+\.\d %/);
  await expect(line).toContainText("No shell");
  if (missing.length > 0) {
    const count = new RegExp(`Build ${missing.length} missing rungs?`);
    await expect(page.getByRole("button", { name: count })).toBeEnabled();
  }
  const link = line.getByRole("link", { name: "against debian-slim" });
  const href = await link.getAttribute("href");
  expect(href).toMatch(/^\/compare\?images=[0-9a-f]{12},[0-9a-f]{12}&ref=[0-9a-f]{12}$/);
  await page.goto(href ?? "");
  await expect(page.getByRole("columnheader", { name: /debian-slim/ })).toContainText("reference");
});

test("another ladder and another size are in the URL", async ({ page }) => {
  await page.goto(`/ladder?service=${TINY}`);
  await page.getByRole("link", { name: "Four bases, two recipes" }).click();
  await expect(page).toHaveURL(/ladder=bases-by-recipes/);
  await page.getByRole("link", { name: "Compressed", exact: true }).click();
  await expect(page).toHaveURL(/ladder=bases-by-recipes.*size=compressed/);
  await expect(
    page.getByRole("figure", { name: "Change the image: compressed size of each rung" }),
  ).toContainText("alpine");
});

test("a combination that cannot be compiled or started says why, and any other has a name", async ({
  page,
}) => {
  await page.goto("/services");
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: `Another recipe for ${TINY}` }).click();
  const allocator = dialog.getByLabel("Allocator");
  await expect(allocator.getByRole("option", { name: "jemalloc" })).toBeDisabled();
  await expect(allocator).toHaveAccessibleDescription(
    /jemalloc is chosen by a cargo feature .* it has no features\./,
  );
  await dialog.getByLabel("Linkage").selectOption("dynamic");
  await dialog.getByLabel("Optimise for").selectOption("z");
  await expect(dialog.getByRole("checkbox", { name: "scratch" })).toBeDisabled();
  await expect(dialog).toContainText("scratch has no file at all");
  await expect(dialog).toContainText("opt-level=z,linkage=dynamic");
  await expect(dialog.getByRole("button", { name: "Build 2 variants" })).toBeEnabled();
});
