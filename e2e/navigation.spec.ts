import { expect, test } from "./support/test.ts";

const PAGES = ["/", "/compare", "/runs", "/status"];

for (const path of PAGES) {
  test(`${path} opens with a heading and no error on its console @phone`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(page).toHaveTitle(/Image Diet/);
  });
}

test("an address that leads nowhere says so and leads back", async ({ page, request }) => {
  expect((await request.get("/no-such-page")).status()).toBe(404);
  const answer = await page.goto("/runs/00000000-0000-7000-8000-000000000000");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
});
test.use({ allowedConsoleErrors: [/404/] });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the pages can be read", async ({ page }) => {
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    }
  });
});
