import { defineConfig } from "@playwright/test";
import { findChromium } from "./e2e/support/chromium.ts";

const executablePath = findChromium();
const isRoot = process.getuid?.() === 0;

const launchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    // Chromium's sandbox refuses to run as root.
    ...(isRoot ? ["--no-sandbox"] : []),
  ],
};

/** `npm test` starts web and worker and gives their URL; by hand: `BASE_URL=http://127.0.0.1:3000 npm run e2e`. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  snapshotPathTemplate: "e2e/pictures/{arg}{ext}",
  // A picture that is missing fails its test: none is made in passing.
  updateSnapshots: process.env.RENEW_PICTURES === "true" ? "all" : "none",
  forbidOnly: process.env.CI === "true",
  // Specs share one database, one engine and two cores.
  workers: 1,
  fullyParallel: false,
  // What is so at once costs none of this: a busy machine may answer late.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // A test that needed this is named at the end as flaky.
  retries: 1,
  reporter: [["list"]],
  use: {
    baseURL: process.env.BASE_URL ?? "http://127.0.0.1:3000",
    browserName: "chromium",
    launchOptions,
    locale: "en-GB",
    timezoneId: "UTC",
    colorScheme: "light",
    screenshot: "only-on-failure",
    trace: "on-first-retry",
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
    // Only what has to be seen at phone width: tag a test or a describe with @phone.
    {
      name: "phone",
      grep: /@phone/,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
  ],
});
