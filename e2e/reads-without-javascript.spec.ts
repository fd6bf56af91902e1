import pg from "pg";
import { formatSize } from "../lib/format.ts";
import type { Comparison } from "../lib/images/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

test.use({ javaScriptEnabled: false });

test("figures, chart and tables are there without JavaScript", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  const figure = page.getByRole("figure", { name: "Uncompressed size of each image" });
  for (const { image } of images.columns) await expect(figure).toContainText(formatSize(image.sizeBytes));
  const bars = await figure.locator("g[data-variant] rect").count();
  expect(bars).toBeGreaterThanOrEqual(images.columns.length);
  await page.getByText("Show as table").first().click();
  await expect(page.getByRole("region", { name: "Weight" }).getByRole("table")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: /debian-slim/ })).toBeVisible();
});

test("the reference is chosen by a form, variants and units by links", async ({ page }) => {
  await page.goto(`/compare?service=${TINY}`);
  await page.getByLabel("Reference").selectOption("scratch");
  await page.getByRole("button", { name: "Apply" }).last().click();
  await expect(page).toHaveURL(/ref=scratch/);
  await expect(page.getByRole("columnheader", { name: /scratch/ })).toContainText("reference");
  await page.getByRole("link", { name: "MiB" }).click();
  await expect(page).toHaveURL(/unit=MiB/);
});

test("a snapshot and an image tell their figures without JavaScript", async ({ page, request }) => {
  const frozen = await request.post("/api/v1/snapshots", { data: { query: `service=${TINY}` } });
  await page.goto(`/c/${(await frozen.json()).slug}`);
  const table = page.getByRole("region", { name: "Images in this snapshot" }).getByRole("table");
  for (const { image } of images.columns) {
    const row = table.getByRole("row").filter({ hasText: image.imageId.slice(0, 31) });
    await expect(row).toContainText(formatSize(image.sizeBytes));
  }
  const image = images.columns.find((column) => column.image.variant === "debian-slim")?.image;
  if (!image) throw new Error("debian-slim was not built");
  await page.goto(`/images/${image.imageId}`);
  await expect(page.getByRole("main")).toContainText(formatSize(image.sizeBytes));
  const layers = page.getByRole("region", { name: "Layers" }).getByRole("row");
  await expect(layers.filter({ hasText: image.layers[0]?.diffId.slice(7, 19) ?? "no layer" })).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Packages" }).getByRole("row").nth(1)).toBeVisible();
});

test("the start page and the runs can be read", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Recent runs" }).getByRole("row").nth(1)).toBeVisible();
});

/** What React leaves in a page where a part of it comes later and is put into its place by a script. */
const COMES_LATER = /<!--\$\?-->|<template id="B:/;

test("no page leaves a part for a script to put into its place, however slow the database", async ({
  request,
}) => {
  const databaseUrl = process.env.DATABASE_URL;
  test.skip(!databaseUrl, "DATABASE_URL is not set, so the database cannot be held up");
  const imageId = images.columns[0]?.image.imageId;
  const paths = [
    ...["/", `/compare?service=${TINY}`, "/runs", `/runs?service=${TINY}`, `/trends?service=${TINY}`],
    ...["/services", "/status", `/ladder?service=${TINY}`, `/images/${imageId}`],
  ];
  const blocker = new pg.Client({ connectionString: databaseUrl });
  await blocker.connect();
  try {
    for (const path of paths) {
      await blocker.query(`BEGIN; LOCK TABLE "Build" IN ACCESS EXCLUSIVE MODE`);
      const answer = request.get(path);
      const isWaiting = async () => {
        const { rows } = await blocker.query(
          "SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        );
        return rows.length > 0;
      };
      await expect.poll(isWaiting).toBe(true);
      await blocker.query("COMMIT");
      expect(await (await answer).text(), path).not.toMatch(COMES_LATER);
    }
  } finally {
    await blocker.end();
  }
});
