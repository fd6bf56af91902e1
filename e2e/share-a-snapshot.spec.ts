import { createHash } from "node:crypto";
import { formatSize } from "../lib/format.ts";
import type { Comparison } from "../lib/images/schemas.ts";
import { expect, test, untilLive } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("the link to the live view is copied, and says that it follows later builds", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}&ref=scratch`);
  await page.getByRole("button", { name: "Share" }).click();
  // by a style element that the page's policy has to let in
  await expect(page.locator("body")).toHaveCSS("overflow", "hidden");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Live view: it follows later builds")).toBeVisible();
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied.pathname + copied.search).toBe(`/compare?service=${TINY}&ref=scratch`);
});

test("a frozen snapshot keeps figures, note and digest at its own link", async ({ page, request }) => {
  await page.goto(`/compare?service=${TINY}`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this comparison" });
  await dialog.getByLabel("Title").fill("Which base for tiny?");
  await dialog.getByLabel(/Decision note/).fill("Ship **scratch**.\n\n<img src=x onerror=alert(1)>");
  await dialog.getByRole("button", { name: "Freeze snapshot" }).click();
  await page.waitForURL(/\/c\/which-base-for-tiny-/);

  await expect(page.getByRole("heading", { level: 1 })).toContainText("Which base for tiny?");
  await expect(page.getByText("These figures never change.")).toBeVisible();
  await expect(page.locator("strong", { hasText: "scratch" })).toBeVisible();
  await expect(page.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  const figure = page.getByRole("figure", { name: "Uncompressed size of each image" });
  for (const { image } of images.columns) await expect(figure).toContainText(formatSize(image.sizeBytes));
  await expect(page.getByRole("button", { name: /Rebuild/ })).toHaveCount(0);
  const now = page.getByRole("region", { name: "Against now" });
  await expect(now).toContainText(/\d+ (other )?figures are the same/);
  await expect(now).not.toContainText("Size, uncompressed");

  const slug = new URL(page.url()).pathname.replace("/c/", "");
  const { snapshot } = await (await request.get(`/api/v1/snapshots/${slug}`)).json();
  await expect(
    page.getByText(snapshot.payloadDigest.replace("sha256:", "").slice(0, 12)).first(),
  ).toBeVisible();
  const frozen = await (await request.get(`/api/v1/snapshots/${slug}/export`)).body();
  const digest = createHash("sha256").update(frozen).digest("hex");
  expect(snapshot.payloadDigest).toContain(digest);

  await page.getByRole("link", { name: "Open live view" }).click();
  await expect(page).toHaveURL(`/compare?service=${TINY}`);
});

test("a snapshot's link is chosen, taken once, and its charts are kept", async ({ page, request }) => {
  const slug = `base-for-${Date.now()}`;
  await page.goto(`/compare?service=${TINY}`);
  const dialog = page.getByRole("dialog", { name: "Share this comparison" });
  await page.getByRole("button", { name: "Share" }).click();
  await dialog.getByLabel(/^Link \(optional/).fill(slug);
  await dialog.getByRole("button", { name: "Freeze snapshot" }).click();
  await page.waitForURL(`/c/${slug}`);
  const again = await request.post("/api/v1/snapshots", { data: { query: `service=${TINY}`, slug } });
  expect(again.status()).toBe(409);
  const file = async (query: string) =>
    (await request.get(`/api/v1/snapshots/${slug}/export?${query}`)).text();
  const { charts } = JSON.parse(await file("format=json"));
  expect(await file("format=svg&chart=build&theme=dark")).toBe(charts.build.dark);
});

test.describe("with a name that is taken", () => {
  test.use({ allowedConsoleErrors: ["409"] });

  test("what was typed is kept where a name is taken, where the dialog is closed, and frozen once", async ({
    page,
    request,
  }) => {
    const slug = `taken-${Date.now()}`;
    await request.post("/api/v1/snapshots", { data: { query: `service=${TINY}`, slug } });
    await page.goto(`/compare?service=${TINY}`);
    const dialog = page.getByRole("dialog", { name: "Share this comparison" });
    const share = page.getByRole("button", { name: "Share" });
    await share.click();
    const note = dialog.getByLabel(/Decision note/);
    await note.fill("Weighed twice.");
    await page.keyboard.press("Escape");
    await share.click();
    await expect(note).toHaveValue("Weighed twice.");

    await dialog.getByLabel(/^Link \(optional/).fill(slug);
    await dialog.getByRole("button", { name: "Freeze snapshot" }).click();
    const refusal = page.getByText(`There is a snapshot "${slug}" already`);
    await expect(refusal).toBeVisible();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(refusal).toBeHidden();
    await expect(note).toHaveValue("Weighed twice.");

    await dialog.getByLabel(/^Link \(optional/).fill("");
    const title = `Twice ${Date.now()}`;
    await dialog.getByLabel("Title").fill(title);
    await dialog.getByRole("button", { name: "Freeze snapshot" }).dblclick();
    await page.waitForURL(/\/c\/twice-/);
    const { snapshots } = await (
      await request.get(`/api/v1/snapshots?q=${encodeURIComponent(title)}`)
    ).json();
    expect(snapshots).toHaveLength(1);
  });
});

test("a title and a note of one long word, or written from the right, stay on the page @phone", async ({
  page,
  request,
}) => {
  const note = `Ship ${"x".repeat(300)}\n\nשלום: 5.94 MB`;
  const data = { query: `service=${TINY}`, title: "W".repeat(200), note };
  const { slug } = await (await request.post("/api/v1/snapshots", { data })).json();
  await page.setViewportSize({ width: 360, height: 800 });
  for (const path of [`/c/${slug}`, "/snapshots"]) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
  await page.goto(`/c/${slug}`);
  await expect(page.getByText("שלום")).toHaveCSS("direction", "rtl");
  // The command is cut by its own box, which scrolls; the button beside it stays in sight.
  const copy = await page.getByRole("button", { name: "Copy command" }).boundingBox();
  expect((copy?.x ?? 0) + (copy?.width ?? 999)).toBeLessThanOrEqual(360);
});

test("a snapshot is found by its title, proved by its bytes and revoked from its page", async ({
  page,
  request,
}) => {
  const title = `Proof ${Date.now()}`;
  const note = "## Decision: ship **scratch**\n\nIt is small.";
  const made = await request.post("/api/v1/snapshots", { data: { query: `service=${TINY}`, title, note } });
  const { slug, payloadDigest } = await made.json();
  const bytes = await (await request.get(`/api/v1/snapshots/${slug}/export`)).body();
  expect(payloadDigest).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
  const answer = await (await request.get(`/api/v1/snapshots/${slug}`)).text();
  expect(answer).toContain(`"payload":${bytes}`);
  expect(JSON.stringify(JSON.parse(answer).snapshot.payload)).toBe(bytes.toString());

  await page.goto("/snapshots");
  await page.getByRole("searchbox", { name: "Search snapshots" }).fill(title.toLowerCase());
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page).toHaveURL(/\/snapshots\?q=/);
  await untilLive(page);
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("cell", { name: "Decision: ship scratch", exact: true })).toBeVisible();
  const sizes = page.getByRole("img", { name: /^Sizes when it was frozen/ });
  for (const { image } of images.columns)
    await expect(sizes).toHaveAccessibleName(new RegExp(`${image.variant} ${formatSize(image.sizeBytes)}`));
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByText(payloadDigest.replace("sha256:", ""), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke snapshot" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was revoked" })).toBeVisible();
  await page.goto(`/snapshots?q=${encodeURIComponent(title)}`);
  await expect(page.getByRole("heading", { name: "No snapshot like that" })).toBeVisible();
});

test.describe("while the server is away", () => {
  test.use({ allowedConsoleErrors: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] });

  test("what cannot be loaded is said, and the page stays", async ({ page, context }) => {
    await page.goto(`/compare?service=${TINY}`);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByText("This part of the page could not be loaded")).toBeVisible();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(TINY);
    await expect(page.getByRole("region", { name: "Tradeoffs" })).toBeVisible();
    // Nothing is asked of a page that is left.
    await context.setOffline(false);
    await page.goto("about:blank");
  });
});

test("a snapshot that was taken back says so", async ({ page, request }) => {
  const made = await request.post("/api/v1/snapshots", { data: { query: `service=${TINY}` } });
  const { slug } = await made.json();
  await request.delete(`/api/v1/snapshots/${slug}`, { data: {} });
  await page.goto(`/c/${slug}`);
  await expect(page.getByRole("alert").filter({ hasText: "was revoked" })).toBeVisible();
  await expect(page.getByRole("figure")).toHaveCount(0);
});

test.describe("an unknown link", () => {
  test.use({ allowedConsoleErrors: ["404"] });
  test("is not found", async ({ page }) => {
    const response = await page.goto("/c/nothing-is-here");
    expect(response?.status()).toBe(404);
    await expect(page.getByText("Nothing is kept at this address")).toBeVisible();
  });
});
