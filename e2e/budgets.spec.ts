import { z } from "zod";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

const listed = z.object({ budgets: z.array(z.object({ id: z.string() })) });

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  await tinyImages(request);
});

test.afterEach(async ({ request }) => {
  const { budgets } = listed.parse(await (await request.get(`/api/v1/services/${TINY}/budgets`)).json());
  for (const { id } of budgets) await request.delete(`/api/v1/budgets/${id}`);
});

test("a budget is set by a form, drawn, told by a badge, broken by a lower limit and removed", async ({
  page,
  request,
}) => {
  await page.goto(`/trends?service=${TINY}&variants=scratch`);
  const section = page.getByRole("region", { name: "Budgets" });
  const dialog = page.getByRole("dialog");
  await section.getByRole("button", { name: "Set a budget…" }).click();
  await expect(dialog.getByLabel("At most, in %")).toHaveValue("5");
  await dialog.getByRole("button", { name: "Save budget" }).click();

  const row = section.getByRole("row", { name: /scratch/ });
  await expect(row).toContainText("within budget: 0.0 % of 5 %");
  await expect(page.getByText("; dashed: what a budget allows")).toBeVisible();

  await section.getByText("Badges of these budgets").click();
  const badge = section.getByRole("img", { name: `${TINY} scratch, uncompressed budget` });
  const path = await badge.getAttribute("src");
  const svg = async () => (await request.get(path ?? "")).text();
  expect(await svg()).toContain(`aria-label="${TINY} scratch: within budget: 0.0 % of 5 %`);

  await row.getByRole("button", { name: "Change" }).click();
  await dialog.getByLabel("Limit").selectOption("absolute");
  await dialog.getByLabel("At most, in MB").fill("0.01");
  await dialog.getByRole("button", { name: "Save budget" }).click();
  await expect(row).toContainText(/over budget by \d+\.\d\d MB/);
  expect(await svg()).toContain("over budget by ");

  await row.getByRole("button", { name: "Remove" }).click();
  await expect(section).toContainText("None yet.");
  expect((await request.get(path ?? "")).status()).toBe(404);
});
