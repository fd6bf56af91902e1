import { formatSize } from "../lib/format.ts";
import type { Comparison } from "../lib/images/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

let images: Comparison;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  images = await tinyImages(request);
});

test("a link shows a picture where it is pasted, and says how it is embedded", async ({
  request,
  baseURL,
}) => {
  const made = await request.post("/api/v1/snapshots", {
    data: { query: `service=${TINY}`, title: "Which base for tiny?" },
  });
  const { slug } = await made.json();
  /** An attribute in a page's head, as a program that previews links reads it. */
  const find = (html: string, pattern: RegExp) => pattern.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const paths = [`/c/${slug}`, `/compare?service=${TINY}`, `/images/${images.columns[0]?.image.imageId}`];
  for (const path of paths) {
    const html = await (await request.get(path)).text();
    const picture = find(html, /<meta property="og:image" content="([^"]+)"/);
    expect(picture).toContain(`${baseURL}/api/v1/previews/`);
    const answer = await request.get(picture);
    expect([path, answer.status(), answer.headers()["content-type"]]).toEqual([path, 200, "image/png"]);
    if (path.startsWith("/images/")) continue;
    const oembed = find(html, /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/);
    const told = await (await request.get(oembed)).json();
    expect(told).toMatchObject({ version: "1.0", type: "rich", width: 1200 });
    expect(told.html).toContain(`href="${baseURL}${path}`);
  }
});

test("a badge is shown beside the Markdown that puts it elsewhere", async ({ page, baseURL }) => {
  await page.goto("/services");
  await page.getByText(`Badges of ${TINY}, to paste into a README`).click();
  const markdown = page.getByRole("textbox", { name: `Markdown of the badge: ${TINY} scratch, size` });
  await expect(markdown).toHaveValue(
    `[![${TINY} scratch, size](${baseURL}/api/v1/badges/services/${TINY}/scratch)](${baseURL}/compare?service=${TINY})`,
  );
  const badge = page.getByRole("img", { name: `${TINY} scratch, size` });
  await expect
    .poll(() => badge.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(60);
});

test("published sizes come only where they are asked for, and stay out of exports", async ({
  page,
  request,
}) => {
  await page.goto(`/compare?service=${TINY}`);
  await expect(page.getByText("Published by others, not measured here")).toHaveCount(0);
  const asked = await page.getByRole("link", { name: "Show published" }).getAttribute("href");
  await page.goto(asked ?? "");
  const table = page.getByRole("region", { name: "Published by others, not measured here" });
  await expect(table.getByRole("row", { name: /scratch 15\.9 MB myip/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /^debian-slim, published: 79\.4 MB/ })).toHaveAttribute(
    "href",
    "https://kerkour.com/rust-small-docker-image",
  );
  const figure = page.getByRole("figure", { name: "Uncompressed size of each image" });
  for (const { image } of images.columns) await expect(figure).toContainText(formatSize(image.sizeBytes));
  const exported = await request.get(`/api/v1/compare?service=${TINY}&published=on&format=markdown`);
  expect(await exported.text()).not.toMatch(/kerkour|79\.4/i);
});
