import { FIXED_SNAPSHOT, writeFixedData, writeFixedSnapshot } from "./support/fixed-data.ts";
import {
  makeDatabase,
  makeHome,
  type OwnApplication,
  startOwnApplication,
} from "./support/own-application.ts";
import { expect, test } from "./support/test.ts";
import { readComparison } from "./support/tiny-images.ts";

const PAGES = [
  { name: "home", path: "/", isDrawnLate: false },
  { name: "compare", path: "/compare?service=whoami", isDrawnLate: false },
  { name: "snapshot", path: `/c/${FIXED_SNAPSHOT}`, isDrawnLate: false },
  { name: "trends", path: "/trends?service=whoami", isDrawnLate: true },
  { name: "runs", path: "/runs", isDrawnLate: false },
];
const SIZES = [
  { device: "desktop", viewport: { width: 1440, height: 900 } },
  { device: "phone", viewport: { width: 390, height: 844 } },
];
/** So much of a page is looked at; what is below comes in other tests. */
const HEIGHT = 2400;

/** Half of the pixels: a chart, colour, line or word that moved is still seen, and how a letter's edge is drawn is not. */
const HALF = 0.5;
/** The major version of Chromium that drew the pictures: by the same one, less than a small chart may differ. */
const DRAWN_BY = "156";
/** Another version, with another font library, may differ by this share of the pixels. */
const SAME_RATIO = 0.0005;
const OTHER_RATIO = 0.01;

let application: OwnApplication;
let cleanUp: () => Promise<void>;

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(120_000);
  const { home, remove } = await makeHome();
  const database = await makeDatabase(home);
  await writeFixedData(database.url);
  application = await startOwnApplication(home, { databaseUrl: database.url, worker: false });
  cleanUp = async () => {
    await application.stop();
    await database.drop();
    await remove();
  };
  const request = await playwright.request.newContext({ baseURL: application.url });
  await writeFixedSnapshot(database.url, await readComparison(request, "service=whoami"));
  await request.dispose();
});

test.afterAll(() => cleanUp?.());

for (const { device, viewport } of SIZES)
  for (const colorScheme of ["light", "dark"] as const)
    test.describe(`${device}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, deviceScaleFactor: HALF });
      for (const { name, path, isDrawnLate } of PAGES)
        test(`${name} looks as drawn`, async ({ page, browser }) => {
          await page.goto(`${application.url}${path}`);
          // Recharts draws once it is loaded; the other pages show the server's own drawing until there is a mouse.
          if (isDrawnLate) await expect(page.locator(".recharts-surface").first()).toBeVisible();
          await page.evaluate(() => document.fonts.ready);
          await expect(page).toHaveScreenshot(`${name}-${device}-${colorScheme}.png`, {
            fullPage: true,
            clip: { x: 0, y: 0, width: viewport.width, height: HEIGHT },
            scale: "device",
            maxDiffPixelRatio: browser.version().startsWith(`${DRAWN_BY}.`) ? SAME_RATIO : OTHER_RATIO,
          });
        });
    });
