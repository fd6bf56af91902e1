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

test("a link turns the page without loading it anew, and leaves other presses to the browser", async ({
  page,
  context,
}) => {
  const links = page.getByRole("navigation", { name: "Main" });
  const loading = page.getByRole("status").filter({ hasText: "Loading" });
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(
    (url) => url.pathname === "/services" && url.searchParams.has("_rsc"),
    async (route) => {
      await isAnswered;
      await route.continue();
    },
  );

  await page.goto("/status");
  await page.evaluate(() => document.documentElement.classList.add("same-page"));
  await links.getByRole("link", { name: "Services" }).click();
  await expect(loading).toBeAttached();
  answer();
  await expect(page.getByRole("heading", { level: 1, name: "Services" })).toBeVisible();
  await expect(page.locator("html.same-page")).toBeAttached();
  await expect(loading).not.toBeAttached();

  const opened = context.waitForEvent("page");
  await links.getByRole("link", { name: "Trends" }).click({ modifiers: ["ControlOrMeta"] });
  await expect(await opened).toHaveURL(/\/trends$/);
  await expect(page).toHaveURL(/\/services$/);
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
