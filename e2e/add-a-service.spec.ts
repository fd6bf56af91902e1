import { randomBytes } from "node:crypto";
import type { Locator } from "@playwright/test";
import { expect, test } from "./support/test.ts";

const name = `added-${randomBytes(4).toString("hex")}`;

test.use({ allowedConsoleErrors: ["/api/v1/services/source", `/api/v1/services/${name}`] });

test.afterAll(async ({ request }) => {
  await request.delete(`/api/v1/services/${name}`);
});

test("a folder of one's own becomes a service on the page, is edited and leaves it; what is not allowed says why", async ({
  page,
}) => {
  await page.goto("/services");
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Add a service…" }).click();
  await dialog.getByLabel("a git repository").check();
  await expect(dialog).toContainText("IMAGE_DIET_GIT_HOSTS names those that are");
  await expect(dialog.getByRole("button", { name: "Add it" })).toBeDisabled();
  await dialog.getByLabel("a folder on this server").check();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Folder", { exact: true }).fill("/etc");
  await dialog.getByRole("button", { name: "Add it" }).click();
  await saysWhy(dialog.getByLabel("Folder", { exact: true }), "/etc is not below a folder that is allowed");
  const folder = new URL("../lab/services/tiny", import.meta.url).pathname;
  await dialog.getByLabel("Folder", { exact: true }).fill(folder);
  await dialog.getByRole("button", { name: "Add it" }).click();
  await expect(dialog).toBeHidden();

  const section = page.getByRole("region", { name });
  await expect(section).toContainText(`path, ${folder}`);
  await expect(section).toContainText("Package");

  await section.getByRole("button", { name: `Edit ${name}` }).click();
  await expect(dialog.getByLabel("Package")).toHaveValue("tiny");
  await dialog.getByLabel("Title").fill(`The ledger, ${name}`);
  await dialog.getByLabel("Description").fill("What is owed.");
  await dialog.getByLabel("Folder", { exact: true }).fill("/etc");
  await dialog.getByRole("button", { name: "Save" }).click();
  await saysWhy(dialog.getByLabel("Folder", { exact: true }), "/etc is not below a folder that is allowed");
  await dialog.getByLabel("Folder", { exact: true }).fill(folder.replace(/tiny$/, "caller"));
  await dialog.getByLabel("Package").fill("caller");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(section.getByRole("heading", { name: `The ledger, ${name}` })).toBeVisible();
  await expect(section).toContainText("What is owed.");
  await expect(section).toContainText(/path, \S+\/caller/);

  await section.getByRole("button", { name: `Archive ${name}` }).click();
  await page.getByRole("button", { name: "Archive service" }).click();
  await expect(section).toBeHidden();
});

/** What is wrong with a field stands beside it, and is what a reader hears of the field. */
async function saysWhy(field: Locator, words: string): Promise<void> {
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(new RegExp(`^${words}`));
}
