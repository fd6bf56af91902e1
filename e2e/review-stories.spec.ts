import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { formatSize } from "../lib/format.ts";
import type { Comparison, ImageView } from "../lib/images/schemas.ts";
import { makeService } from "./support/made-service.ts";
import { makeDatabase, makeHome, startOwnApplication } from "./support/own-application.ts";
import { FIRST_BUILD_MS, startRun } from "./support/runs.ts";
import { expect, test, untilLive } from "./support/test.ts";
import { FIRST_RUN_MS, runToItsEnd, TINY, tinyImages } from "./support/tiny-images.ts";

/** What people do in a design review, from their first click to what they take along. */

let images: Comparison;
test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

const ends: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

function imageOf(variant: string): ImageView {
  const image = images.columns.find((column) => column.image.variant === variant)?.image;
  if (!image) throw new Error(`there is no ${variant}`);
  return image;
}

const panel = (page: Page) => page.getByRole("region", { name: /^Run \d+$/ });
const weight = (page: Page) => page.getByRole("figure", { name: "Uncompressed size of each image" });
/** What the chart says, however it is drawn. */
const said = (page: Page) => weight(page).getByRole("listitem").allTextContents();
const sizeOf = (variant: string) => formatSize(imageOf(variant).sizeBytes);

test("from a bare instance to a table in a pull request", async ({ page }) => {
  test.setTimeout(FIRST_BUILD_MS);
  test.skip(!process.env.DOCKER_HOST, "DOCKER_HOST is not set, so a second application has no engine");
  const { home, remove } = await makeHome();
  ends.push(remove);
  const database = await makeDatabase(home);
  ends.push(database.drop);
  const own = await startOwnApplication(home, {
    databaseUrl: database.url,
    dockerHost: process.env.DOCKER_HOST ?? "",
  });
  ends.push(own.stop);

  await page.goto(`${own.url}/compare?service=${TINY}`);
  await expect(page.getByText(`No image of ${TINY} yet`)).toBeVisible();
  await page.getByRole("button", { name: "Build 5 variants" }).click();
  await expect(panel(page).getByRole("status")).toHaveText("5 built", { timeout: FIRST_BUILD_MS });
  await expect(weight(page).getByRole("listitem")).toHaveCount(5);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Copy Markdown" }).click();
  await expect(page.getByText("Markdown copied")).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const { variant } of images.columns.map(({ image }) => image)) expect(text).toContain(String(variant));
  expect(text).toMatch(/^\| Size, uncompressed \| \*\*\d+\.\d\d MB/m);
  expect(text).toContain(`(${own.url}/compare?service=${TINY}&at=`);
  // The page would go on asking an application that is stopped.
  await page.goto("about:blank");
});

test("an edit is rebuilt, and what it changed is shared", async ({ page, request }) => {
  test.setTimeout(FIRST_BUILD_MS);
  const service = await makeService({});
  ends.push(service.remove);
  const first = await startRun(request, service.slug, ["scratch"]);
  await runToItsEnd(request, first.id);
  await page.goto(`/compare?service=${service.slug}&variants=scratch`);
  const stale = page.getByText("was edited since");
  await expect(page.getByRole("columnheader", { name: /scratch/ })).toBeVisible();
  await expect(stale).toHaveCount(0);
  await service.edit((main) => `${main}\n#[used]\nstatic ADDED: [u8; 200_000] = [7; 200_000];\n`);
  await page.reload();
  await expect(stale).toBeVisible();
  await page.getByRole("button", { name: "Rebuild scratch" }).click();
  await expect(panel(page).getByRole("status")).toHaveText("1 built", { timeout: 150_000 });
  await expect(panel(page).getByRole("listitem")).toContainText(/▲ \+0\.20 MB/);
  // The figure itself is the new one, with how far it is from the one before beside it.
  await expect(page.getByRole("row", { name: /^Size, uncompressed/ }).locator("mark")).toContainText(
    /▲ \+0\.20 MB/,
  );
  const weight = page.getByRole("figure", { name: "Uncompressed size of each image" });
  await expect(weight.getByRole("listitem").locator("mark")).toContainText(
    /▲ \+0\.20 MB, \+\d+\.\d % since before/,
  );
  await expect(stale).toHaveCount(0);

  await page.goto(`/runs?service=${service.slug}`);
  const boxes = page.getByRole("checkbox", { name: /^scratch of run/ });
  await expect(boxes).toHaveCount(2);
  for (const box of await boxes.all()) await box.check();
  await page.getByRole("button", { name: "Compare ticked images" }).click();
  await expect(page.getByRole("columnheader", { name: /scratch/ })).toHaveCount(2);
  await expect(page.getByText("sources differ")).toBeVisible();
  await untilLive(page);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("dialog").getByLabel("Title").fill("What the table of constants costs");
  await page.getByRole("dialog").getByRole("button", { name: "Freeze snapshot" }).click();
  await page.waitForURL(/\/c\/what-the-table-of-constants-costs-/);
  await expect(page.getByRole("columnheader", { name: /scratch/ })).toHaveCount(2);
});

test("a colleague opens the link on a phone @phone", async ({ page, request }) => {
  const frozen = await request.post("/api/v1/snapshots", {
    data: { query: `service=${TINY}`, title: "Read on the train", note: "Ship **scratch**." },
  });
  await page.goto(`/c/${(await frozen.json()).slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Read on the train");
  await expect(page.locator("strong", { hasText: "scratch" })).toBeVisible();
  await expect(weight(page)).toContainText(sizeOf("debian-slim"));
  await expect(page.locator("#row-trait-shell")).toContainText("dash");
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
});

test("an old link still shows the same after images were built anew", async ({ page, request }) => {
  test.setTimeout(FIRST_BUILD_MS);
  const service = await makeService({});
  ends.push(service.remove);
  await runToItsEnd(request, (await startRun(request, service.slug, ["scratch"])).id);
  const frozen = await request.post("/api/v1/snapshots", { data: { query: `service=${service.slug}` } });
  const { slug } = await frozen.json();
  const bytes = async () => (await request.get(`/api/v1/snapshots/${slug}/export`)).body();
  const before = await bytes();
  const at = new Date().toISOString();
  await page.goto(`/c/${slug}`);
  const figure = await said(page);
  expect(figure).toHaveLength(1);

  await service.edit((main) => `${main}\n#[used]\nstatic ADDED: [u8; 300_000] = [7; 300_000];\n`);
  await runToItsEnd(request, (await startRun(request, service.slug, ["scratch"])).id);
  expect(Buffer.compare(await bytes(), before)).toBe(0);
  await page.goto(`/c/${slug}`);
  expect(await said(page)).toEqual(figure);
  const digest = createHash("sha256").update(before).digest("hex");
  await expect(page.getByText(digest.slice(0, 12)).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Against now" })).toContainText(/\+0\.30 MB/);
  await page.goto(`/compare?service=${service.slug}&at=${at}`);
  expect(await said(page)).toEqual(figure);
});

test("a doubted number is traced down to its layer and file", async ({ page, request }) => {
  await page.goto(`/compare?service=${TINY}`);
  const row = page.getByRole("row", { name: /^Binary/ });
  const claimed = await row.getByRole("cell").first().textContent();
  const scratch = imageOf("scratch");
  expect(claimed).toContain(formatSize(scratch.binary?.sizeBytes ?? 0).split(" ")[0]);
  await page
    .getByRole("columnheader", { name: /scratch/ })
    .getByRole("link", { name: "scratch" })
    .click();
  await expect(page).toHaveURL(`/images/${scratch.imageId}`);
  await page.getByLabel("Part of a path").fill(scratch.binary?.path ?? "");
  const file = page.getByRole("treeitem", { name: /service.*file/ });
  await expect(file).toBeVisible();
  const answer = await request.get(`/api/v1/images/${scratch.imageId}/files?file=service`);
  expect(JSON.stringify(await answer.json())).toContain(`${scratch.binary?.sizeBytes}`);
  const holds = scratch.layers.filter((layer) => layer.sizeBytes >= (scratch.binary?.sizeBytes ?? Infinity));
  expect(holds).toHaveLength(1);
});

test("a build that an edit broke says where, and what was measured stays", async ({ page, request }) => {
  test.setTimeout(FIRST_BUILD_MS);
  const service = await makeService({});
  ends.push(service.remove);
  await runToItsEnd(request, (await startRun(request, service.slug, ["scratch"])).id);
  await service.edit((main) => `${main}\nfn broken() -> u8 { "not a number" }\n`);
  await page.goto(`/compare?service=${service.slug}&variants=scratch`);
  await page.getByRole("button", { name: "Rebuild scratch" }).click();
  await expect(panel(page).getByRole("status")).toHaveText("1 failed", { timeout: 150_000 });
  await expect(weight(page).getByRole("listitem")).toHaveCount(1);
  await expect(panel(page)).toContainText("mismatched types");
  await expect(panel(page)).toContainText(/Dockerfile line \d+/);
  await panel(page)
    .getByRole("link", { name: /^Run \d+$/ })
    .click();
  await expect(page.getByText("mismatched types").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: /failed at Dockerfile line \d+$/ })).toBeVisible();

  await service.edit((main) => main.replace(/\nfn broken.*\n/, "\n"));
  await page.goto(`/compare?service=${service.slug}&variants=scratch`);
  await page.getByRole("button", { name: "Rebuild scratch" }).click();
  await expect(panel(page).getByRole("status")).toHaveText("1 built", { timeout: 150_000 });
});

test("two people see the same rebuild", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const colleague = await browser.newPage();
  ends.push(() => colleague.close());
  await page.goto(`/compare?service=${TINY}`);
  await colleague.goto(page.url());
  await page.getByRole("button", { name: "Rebuild alpine" }).click();
  await expect(panel(page)).toBeVisible();
  const name = await panel(page).getAttribute("aria-label");
  await expect(panel(colleague)).toHaveAttribute("aria-label", name ?? "", { timeout: 30_000 });
  for (const each of [page, colleague])
    await expect(panel(each).getByRole("status")).toHaveText("1 built", { timeout: 150_000 });
});

test("the cheapest image that a given binary can run on is found, with what it then lacks", async ({
  page,
}) => {
  await page.goto(`/compare?service=${TINY}`);
  const row = page.getByRole("row", { name: /^Runs on/ });
  await row.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/images\/sha256:[0-9a-f]+#/);
  const section = page.getByRole("region", { name: "Which bases can run it" });
  await expect(section.getByRole("row").nth(1)).toBeVisible();
  await page.goto(`/compare?service=${TINY}&variants=scratch,debian-slim&ref=debian-slim`);
  await expect(page.getByRole("main")).toContainText(/scratch is the lightest at .* less than debian-slim/);
  const breaks = page.getByRole("region", { name: "What breaks, and the line that mends it" });
  await expect(breaks.getByRole("row", { name: /Time zones/ })).toContainText("COPY --from=");
});

test("figures are taken along for a spreadsheet and say what they are", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}&unit=MiB`);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const lines = (await readFile(await (await downloading).path(), "utf8")).split("\r\n");
  const variants = lines[0]?.split(",").slice(3) ?? [];
  const sizes = lines.find((line) => line.startsWith('Weight,"Size, uncompressed",'))?.split(",") ?? [];
  expect(sizes[3]).toBe("bytes");
  expect(sizes.slice(4).map(Number)).toEqual(variants.map((variant) => imageOf(variant).sizeBytes));
});

test("a comparison and a snapshot are printed on one sheet", async ({ page, request }) => {
  const frozen = await request.post("/api/v1/snapshots", { data: { query: `service=${TINY}` } });
  for (const path of [`/compare?service=${TINY}`, `/c/${(await frozen.json()).slug}`]) {
    await page.goto(path);
    await expect(weight(page)).toContainText(sizeOf("debian-slim"));
    const sheet = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(sheet.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  }
});
