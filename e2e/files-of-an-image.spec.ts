import type { Locator, Page } from "@playwright/test";
import { formatSize } from "../lib/format.ts";
import type { Comparison, ImageView } from "../lib/images/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

function imageOf(variant: string): ImageView {
  const image = images.columns.find((column) => column.image.variant === variant)?.image;
  if (!image) throw new Error(`there is no ${variant}`);
  return image;
}

/** The image's page with its tree focused. */
async function openImage(page: Page, path: string): Promise<Locator> {
  await page.goto(path);
  const tree = page.getByRole("tree");
  await tree.focus();
  await expect(tree.getByRole("treeitem", { selected: true })).toHaveCount(1);
  return tree;
}

test("the files are a tree that the keyboard walks, opens and closes", async ({ page }) => {
  const tree = await openImage(page, `/images/${imageOf("debian-slim").imageId}`);
  const selected = tree.getByRole("treeitem", { selected: true });
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await expect(selected).toHaveAccessibleName(/^usr.*folder of/);
  await page.keyboard.press("ArrowLeft");
  await expect(selected).toHaveAttribute("aria-expanded", "false");
  const rows = await tree.getByRole("treeitem").count();
  await page.keyboard.press("ArrowRight");
  await expect(selected).toHaveAttribute("aria-expanded", "true");
  await expect(tree.getByRole("treeitem")).not.toHaveCount(rows);
  await page.keyboard.press("ArrowRight");
  await expect(selected).toHaveAttribute("aria-level", "2");
});

test("folders that were closed are read when they are opened", async ({ page }) => {
  const tree = await openImage(page, `/images/${imageOf("debian-slim").imageId}`);
  await tree.getByRole("treeitem", { name: /^etc.*folder of/ }).click();
  await expect(tree.getByRole("treeitem", { name: /^passwd[^-].*file/ })).toBeVisible();
});

test("a part of a path and a flag find files, and are in the URL", async ({ page }) => {
  await openImage(page, `/images/${imageOf("debian-slim").imageId}`);
  await page.getByLabel("Part of a path").fill("bin/passwd");
  await expect(page).toHaveURL(/file=bin/);
  const found = page.getByRole("treeitem", { name: /^usr\/bin\/passwd.*file/ });
  await expect(found).toHaveAccessibleName(/setuid/);
  await page.getByLabel("Part of a path").fill("");
  await page.getByLabel("Show").selectOption("setuid");
  await expect(page).toHaveURL(/show=setuid/);
  await expect(page.getByRole("treeitem", { name: /^usr\/bin\/su\b.*file.*setuid/ })).toBeVisible();
});

test("a layer shows what it put on those below", async ({ page }) => {
  const image = imageOf("debian-slim");
  const last = image.layers.at(-1);
  await page.goto(`/images/${image.imageId}?layer=${last?.index}`);
  const name = image.binary?.path.split("/").at(-1) ?? "";
  await expect(page.getByRole("treeitem", { name: new RegExp(`^${name}.*file.*added`) })).toBeVisible();
  await expect(page.getByRole("treeitem", { name: /^etc/ })).toHaveCount(0);
});

test("the bytes are told by what they are for, adding up to the size; arrows walk the treemap", async ({
  page,
}) => {
  const image = imageOf("distroless-cc");
  await openImage(page, `/images/${image.imageId}`);
  const size = page.getByRole("region", { name: "What the bytes are for" });
  const total = formatSize(image.sizeBytes, "MB", 3).replace(" MB", "");
  await expect(size.getByRole("row", { name: /All of it/ })).toContainText(total);
  const map = page.getByRole("listbox", { name: "Files of distroless-cc by size" });
  await map.focus();
  const first = await map.getAttribute("aria-activedescendant");
  expect(first).not.toBeNull();
  await page.keyboard.press("ArrowDown");
  await expect(map).not.toHaveAttribute("aria-activedescendant", first ?? "");
  await expect(map.getByRole("option", { selected: true })).toHaveAccessibleName(/MB, .*(base|layer)/);
});

test("a name that its rectangle has no room for ends in an ellipsis", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/images/${imageOf("debian-slim").imageId}`);
  const names = page.getByRole("listbox", { name: "Files of debian-slim by size" }).locator("p.truncate");
  const ends = () =>
    names.evaluateAll((all) =>
      all
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((name) => `${getComputedStyle(name).overflow} ${getComputedStyle(name).textOverflow}`),
    );
  await expect.poll(ends).toContain("hidden ellipsis");
  expect(new Set(await ends())).toEqual(new Set(["hidden ellipsis"]));
});

test("waste, pull cost and the Dockerfile read back are told of a scratch image too", async ({ page }) => {
  await page.goto(`/images/${imageOf("scratch").imageId}`);
  await expect(page.getByRole("region", { name: "Waste" })).toContainText("100.0 %");
  await expect(page.getByRole("region", { name: "Pull cost" })).toContainText("on an empty host");
  const readBack = page.getByRole("region", { name: "Dockerfile, read back" });
  await expect(readBack).toContainText("FROM scratch");
  await expect(readBack).toContainText("no layer");
});
