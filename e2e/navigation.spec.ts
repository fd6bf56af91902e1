import { expect, test } from "./support/test.ts";

const PAGES = ["/", "/compare", "/compare/rows", "/runs", "/trends", "/services", "/status"];

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

for (const path of [
  "/compare?service=nobody",
  "/runs?service=nobody",
  "/trends?service=nobody",
  "/ladder?service=nobody",
  "/findings?service=nobody",
  "/findings/accepted?service=nobody",
  "/compare?run=999999",
]) {
  test(`${path} is not found and leads to the services there are`, async ({ page }) => {
    expect((await page.goto(path))?.status()).toBe(404);
    await page.getByRole("link", { name: "See all services" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Services" })).toBeVisible();
    await expect(page.getByRole("region", { name: "tiny" })).toContainText("lab/services/tiny");
  });
}
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
