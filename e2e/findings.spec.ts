import { z } from "zod";
import { suppression } from "../lib/findings/schemas.ts";
import type { Comparison } from "../lib/images/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, scannedImages, TINY, whyNoScanner } from "./support/tiny-images.ts";

const listed = z.object({ suppressions: z.array(suppression) });
let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  const missing = await whyNoScanner(request);
  test.skip(missing !== undefined, missing);
  images = await scannedImages(request);
});

// What a test that failed has accepted would be there when it is tried again.
test.afterEach(async ({ request }) => {
  const answer = await request.get(`/api/v1/suppressions?service=${TINY}`);
  const { suppressions } = listed.parse(await answer.json());
  for (const { id } of suppressions) await request.delete(`/api/v1/suppressions/${id}`);
});

const scanOf = (variant: string) => {
  const latest = images.columns.find(({ image }) => image.variant === variant)?.scans?.latest;
  if (!latest?.counts) throw new Error(`${variant} has no findings`);
  return { ...latest, counts: latest.counts };
};

test("a count never stands without what the scanner saw", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}&findings=all`);
  const section = page.getByRole("region", { name: "Findings and coverage" });
  const rowOf = (variant: string) =>
    section.getByRole("listitem").filter({ has: page.getByRole("link", { name: variant, exact: true }) });
  const debian = scanOf("debian-slim");
  expect(debian.counts.total).toBeGreaterThan(0);
  await expect(rowOf("debian-slim")).toContainText(String(debian.counts.total));
  await expect(rowOf("debian-slim")).toContainText(`${debian.coverage.os.packages} OS packages, debian`);
  await expect(rowOf("debian-slim")).toContainText(/\d+ of \d+ files in no package/);
  // The tests' database gets old: then not even that is said.
  await expect(rowOf("scratch")).toContainText(/none in what was seen|findings unknown/);
  await expect(rowOf("scratch")).toContainText("no OS recognised, 0 packages read");
  await section.getByText("Show as table").click();
  await expect(section.getByRole("row", { name: /debian-slim/ })).toContainText(String(debian.counts.total));
});

test("one list holds what all images have, and tells not there from not looked for", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}&findings=all`);
  await page.getByRole("link", { name: "All findings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Findings" })).toBeVisible();
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(Math.min(scanOf("debian-slim").counts.total, 100) + 1);
  await expect(rows.nth(1)).toContainText("scratch: not looked for");
  await expect(rows.nth(1)).toContainText("debian-slim: found");
  await page.getByRole("link", { name: "Different CVEs" }).click();
  await expect(page).toHaveURL(/findings=unique/);
  await expect(rows).toHaveCount(Math.min(scanOf("debian-slim").counts.unique, 100) + 1);
  const search = page.getByRole("searchbox", { name: "Advisory, package or words" });
  await expect(async () => {
    await search.fill("");
    await search.fill("no such thing");
    await expect(page.getByText("Nothing in this view.")).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await expect(page).toHaveURL(/findings=unique&q=no/);
});

test("one image's findings are counted in the same three ways", async ({ page }) => {
  const { counts, imageId } = scanOf("debian-slim");
  await page.goto(`/images/${imageId}`);
  const section = page.getByRole("region", { name: "Findings" });
  const modes = section.getByRole("group", { name: "What is counted" });
  const rows = section.getByRole("table").getByRole("row");
  expect(counts.unique).toBeLessThan(counts.total);
  await modes.getByRole("link", { name: "Different CVEs" }).click();
  await expect(page).toHaveURL(/findings=unique/);
  await expect(section).toContainText(`${counts.unique} shown here`);
  await expect(rows).toHaveCount(Math.min(counts.unique, 200) + 1);
  await expect(rows.nth(1)).toContainText("debian-slim: found");
  await modes.getByRole("link", { name: "Fixable only" }).click();
  await expect(page).toHaveURL(/findings=fixable/);
  await expect(section).toContainText(`${counts.fixable} shown here`);
});

test("an image that was not seen into says that its CVEs are not gone, with its own facts", async ({
  page,
}) => {
  await page.goto(`/images/${scanOf("scratch").imageId}`);
  const section = page.getByRole("region", { name: "Findings" });
  await expect(section).toContainText("The CVEs are not gone, the attack surface is reduced: ");
  await expect(section).toContainText("what an operating system would bring is either left out or linked in");
});

test("a finding is accepted with a reason, stays visible as accepted, and is taken back", async ({
  page,
}) => {
  const imageId = images.columns.find(({ image }) => image.variant === "base-nossl")?.image.imageId ?? "";
  await page.goto(`/images/${imageId}`);
  const first = page.getByRole("region", { name: "Findings" }).getByRole("row").nth(1);
  await first.getByRole("button", { name: "Accept" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("never called, says the e2e test");
  await dialog.getByLabel("Who accepts it").fill("Ada");
  await dialog.getByRole("button", { name: "Accept" }).click();
  await expect(first).toContainText("never called, says the e2e test, Ada, until");
  await expect(page.getByRole("region", { name: "Findings" })).toContainText("1 accepted");
  const exported = await (await page.request.get(`/api/v1/images/${imageId}/findings/csv`)).text();
  expect(exported).toContain("never called, says the e2e test");
  await page.goto(`/findings/accepted?service=${TINY}`);
  const row = page.getByRole("row").filter({ hasText: "never called, says the e2e test" });
  await row.getByRole("button", { name: "Take back" }).click();
  await expect(row).toHaveCount(0);
});

test("a .trivyignore.yaml is taken over, and what it does not say is said", async ({ page }) => {
  await page.goto(`/findings/accepted?service=${TINY}`);
  const content =
    "vulnerabilities:\n  - id: CVE-2000-0001\n    statement: imported by the e2e test\n  - paths: [a]\n";
  await page.getByRole("button", { name: "Import…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import acceptances" });
  await dialog
    .getByLabel("File")
    .setInputFiles({ name: ".trivyignore.yaml", mimeType: "text/yaml", buffer: Buffer.from(content) });
  await dialog.getByLabel("Who accepts it").fill("Ada");
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog).toContainText("1 added, 1 passed over");
  await dialog.getByRole("button", { name: "Close" }).click();
  const row = page.getByRole("row").filter({ hasText: "imported by the e2e test" });
  await expect(row).toContainText(".trivyignore.yaml");
  await row.getByRole("button", { name: "Take back" }).click();
  await expect(row).toHaveCount(0);
});

test("an image is scanned again, and what that changed is told", async ({ page }) => {
  const imageId = images.columns.find(({ image }) => image.variant === "distroless-cc")?.image.imageId ?? "";
  await page.goto(`/images/${imageId}`);
  const findings = page.getByRole("region", { name: "Findings" });
  const scans = findings.getByText(/^Scans of this image \(\d+\)$/);
  const before = Number(/\d+/.exec((await scans.textContent()) ?? "")?.[0]);
  await findings.getByRole("button", { name: "Rescan" }).click();
  await expect(scans).toHaveText(`Scans of this image (${before + 1})`);
  await expect(async () => {
    await page.reload();
    await scans.click();
    await findings.getByRole("link", { name: "What changed" }).first().click({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("What changed");
  await expect(page.getByText("nothing is expected to differ")).toBeVisible();
  await expect(page.getByRole("region", { name: "New" })).toContainText("Nothing new.");
});

test("nothing is cut off on a phone @phone", async ({ page }) => {
  for (const path of [`/findings?service=${TINY}`, `/findings/accepted?service=${TINY}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  }
});
