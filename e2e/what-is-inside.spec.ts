import { readFile } from "node:fs/promises";
import type { APIRequestContext } from "@playwright/test";
import { formatCount } from "../lib/format.ts";
import type { Comparison } from "../lib/images/schemas.ts";
import { imageBases, imagePackages } from "../lib/images/schemas-inside.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

const idOf = (variant: string) =>
  images.columns.find(({ image }) => image.variant === variant)?.image.imageId ?? "";

const readBases = async (request: APIRequestContext, variant: string) =>
  imageBases.parse(await (await request.get(`/api/v1/images/${idOf(variant)}/bases`)).json()).bases;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
  // bases that no image brought are read when there is nothing to build
  const isKnown = async () =>
    (await readBases(request, "distroless-cc")).every(({ verdict }) => verdict !== "cannot-tell");
  await expect.poll(isKnown, { timeout: FIRST_RUN_MS }).toBe(true);
});

test("packages are listed with version, licence and purl; what cannot be told is said in words", async ({
  page,
  request,
}) => {
  const answer = await request.get(`/api/v1/images/${idOf("distroless-cc")}/packages`);
  const { packages } = imagePackages.parse(await answer.json());
  const libc = packages.find(({ name }) => name === "libc6");
  await page.goto(`/images/${idOf("distroless-cc")}`);
  const section = page.getByRole("region", { name: "Packages" });
  const count = packages.filter(({ type }) => type !== "cargo").length;
  await expect(section).toContainText(`${formatCount(count)} of the system`);
  const row = section.getByRole("row", { name: /libc6/ });
  await expect(row).toContainText(libc?.version ?? "no version");
  await expect(row).toContainText(libc?.purl ?? "no purl");
  await expect(row).toContainText(libc?.licences?.[0] ?? "no licence");
  await page.goto(`/images/${idOf("scratch")}`);
  await expect(section).toContainText("of the system: cannot tell");
  await expect(section).toContainText("There is no package database");
});

test("packages are found by a part of their name, version or purl, at an address of its own", async ({
  page,
  browser,
}) => {
  await page.goto(`/images/${idOf("distroless-cc")}`);
  const section = page.getByRole("region", { name: "Packages" });
  await section.getByRole("searchbox", { name: "Name, version or purl" }).fill("LIBC6");
  await expect(page).toHaveURL(/\?package=LIBC6/);
  await expect(section.getByRole("row", { name: /base-files/ })).toHaveCount(0);
  await expect(section.getByRole("row", { name: /libc6/ })).toBeVisible();
  // A colleague without JavaScript opens the same address, and sends the form with a button.
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(page.url());
  const there = plain.getByRole("region", { name: "Packages" });
  await expect(there.getByText(/^1 of \d+ are like that$/)).toBeVisible();
  await there.getByRole("searchbox").fill("pkg:cargo/");
  await there.getByRole("button", { name: "Apply" }).click();
  await expect(plain).toHaveURL(/\?package=pkg%3Acargo%2F#packages$/);
  await expect(there.getByRole("table", { name: "Crates in binaries" })).toBeVisible();
  await expect(there.getByRole("table", { name: "Packages of the system" })).toHaveCount(0);
  await plain.close();
});

test("the SBOM is downloaded from the image's page", async ({ page, request }) => {
  await page.goto(`/images/${idOf("debian-slim")}`);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download SBOM" }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^tiny-debian-slim-[0-9a-f]{12}\.cdx\.json$/);
  const bom = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6" });
  const answer = await request.get(`/api/v1/images/${idOf("debian-slim")}/packages`);
  const { packages } = imagePackages.parse(await answer.json());
  const purls = bom.components.flatMap(({ purl }: { purl?: string }) => purl ?? []);
  expect(purls.toSorted()).toEqual(packages.map(({ purl }) => purl).toSorted());
});

test("which bases can run the binary is told with the reason", async ({ page }) => {
  await page.goto(`/images/${idOf("distroless-cc")}`);
  const section = page.getByRole("region", { name: "Which bases can run it" });
  const rowOf = (variant: string) => section.getByRole("row", { name: new RegExp(variant) });
  await expect(rowOf("debian-slim")).toContainText("runs");
  await expect(rowOf("base-nossl")).toContainText("does not run");
  await expect(rowOf("base-nossl")).toContainText("libgcc_s.so.1 is missing on base-nossl");
  await expect(rowOf("scratch")).toContainText(/interpreter \S+ is missing/);
  await page.goto(`/images/${idOf("scratch")}`);
  await expect(section.getByText("does not run")).toHaveCount(0);
});

test("a cell of the comparison leads to what was seen, what breaks and what mends it", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  const row = page.getByRole("region", { name: "Tradeoffs" }).getByRole("row", { name: /^Shell/ });
  await expect(row.getByRole("cell").last()).toContainText("sh");
  await row.getByRole("link", { name: "none" }).first().click();
  await expect(page).toHaveURL(new RegExp(`/images/${idOf("scratch")}#trait-shell$`));
  const trait = page.locator("#trait-shell");
  await expect(trait).toBeInViewport();
  await expect(trait).toContainText("no sh, bash");
  await expect(trait).toContainText("COPY --from=");
});

test("what breaks is listed once, with the images where it does", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  const section = page.getByRole("region", { name: "What breaks, and the line that mends it" });
  const row = section.getByRole("row", { name: /Time zones/ });
  await expect(row).toContainText("TZ=Europe/Berlin is read as UTC");
  await expect(row.getByRole("link", { name: "scratch" })).toBeVisible();
  await expect(row.getByRole("link", { name: "debian-slim" })).toHaveCount(0);
});

test("a snapshot keeps what was in the images", async ({ page, request }) => {
  const frozen = await request.post("/api/v1/snapshots", { data: { query: `service=${TINY}` } });
  await page.goto(`/c/${(await frozen.json()).slug}`);
  const table = page.getByRole("region", { name: "Tradeoffs" });
  await expect(table.getByRole("row", { name: /^Runs on/ })).toContainText("any base");
  await expect(table.getByRole("row", { name: /^OS packages cannot tell/ })).toBeVisible();
});

test("the image's page fits a phone @phone", async ({ page }) => {
  await page.goto(`/images/${idOf("debian-slim")}`);
  await expect(page.getByRole("region", { name: "Operations" })).toBeVisible();
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
  const scrolled = await page.locator("main table").evaluateAll((tables) =>
    tables.flatMap(({ parentElement, textContent }) => {
      const { scrollWidth = 0, clientWidth = 0 } = parentElement ?? {};
      return scrollWidth > clientWidth ? textContent.slice(0, 40) : [];
    }),
  );
  expect(scrolled).toEqual([]);
});
