import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { makeDefault } from "./support/default-service.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

/** What is asked for is 200 kB; a phone waits for each of them. */
const MOST_SCRIPT_BYTES = 170_000;
/** What a page may move while it is read: rounding, and nothing that anybody sees. */
const MOST_SHIFT = 0.01;

let paths: string[];
let restore: () => Promise<void>;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  await tinyImages(request);
  // The start page shows the default service's images.
  restore = await makeDefault(TINY);
  const frozen = await request.post("/api/v1/snapshots", { data: { query: `service=${TINY}` } });
  paths = ["/", `/compare?service=${TINY}`, `/c/${(await frozen.json()).slug}`];
});

test.afterAll(() => restore?.());

test("the comparison's first load is at most 170 kB of scripts", async ({ page, request, baseURL }) => {
  await page.goto(`/compare?service=${TINY}`);
  const html = await (await request.get(`/compare?service=${TINY}`)).text();
  // Old browsers alone load the polyfills.
  const sources = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].flatMap(([tag, source]) =>
    tag.includes("noModule") || source === undefined ? [] : source.replaceAll("&amp;", "&"),
  );
  expect(sources.length).toBeGreaterThan(5);
  const sizes = await Promise.all(
    [...new Set(sources)].map(async (source) => {
      const script = await request.get(new URL(source, baseURL).href);
      expect(script.ok()).toBe(true);
      return gzipSync(await script.body(), { level: 6 }).length;
    }),
  );
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
});

test("a page is packed as well as the browser unpacks it", async ({ request }) => {
  const packed = async (accepted: string) => {
    const page = await request.get(`/compare?service=${TINY}`, { headers: { "accept-encoding": accepted } });
    expect(await page.text()).toContain("</html>");
    return page.headers()["content-encoding"];
  };
  expect(await packed("gzip, deflate, br")).toBe("br");
  expect(await packed("gzip")).toBe("gzip");
  expect(await packed("identity")).toBeUndefined();
});

/** How much the page has moved by itself since it was opened. */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ("value" in entry) sum += Number(entry.value);
        });
        observer.observe({ type: "layout-shift", buffered: true });
        // Two frames: what was buffered comes as a task of its own.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 50)));
      }),
  );
}

for (const width of [1440, 390])
  test(`nothing moves and nothing is fetched from elsewhere at ${width} px`, async ({ page, baseURL }) => {
    const hosts = new Set<string>();
    page.on("request", (sent) => {
      const { protocol, host } = new URL(sent.url());
      if (protocol.startsWith("http")) hosts.add(host);
    });
    await page.setViewportSize({ width, height: 900 });
    for (const path of paths) {
      await page.goto(path);
      // The chart is drawn anew once there is a mouse, and its library.
      await expect(async () => {
        await page.mouse.move(10, 10);
        await page.mouse.move(20, 20);
        await expect(page.locator("#weight .recharts-surface").first()).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await page.waitForLoadState("networkidle");
      expect(await layoutShift(page), `layout shift of ${path}`).toBeLessThanOrEqual(MOST_SHIFT);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `width of ${path}`).toBe(width);
    }
    expect([...hosts]).toEqual([new URL(baseURL ?? "").host]);
  });
