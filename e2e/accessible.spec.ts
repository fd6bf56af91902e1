import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, scannedImages, TINY, tinyImages, whyNoScanner } from "./support/tiny-images.ts";
import { unseenFocus } from "./support/unseen-focus.ts";

let paths: Record<string, string>;
let noScanner: string | undefined;

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  noScanner = await whyNoScanner(request);
  const images = noScanner ? await tinyImages(request) : await scannedImages(request);
  const image = images.columns[0]?.image;
  const [from, to] = ["debian-slim", "distroless-cc"].map(
    (variant) => images.columns.find((column) => column.image.variant === variant)?.image.imageId,
  );
  const frozen = await request.post("/api/v1/snapshots", {
    data: { query: `service=${TINY}`, title: "For readers of all kinds", note: "- a list\n- of `two`" },
  });
  paths = {
    "the start page": "/",
    "a comparison": `/compare?service=${TINY}`,
    "what each row means": "/compare/rows",
    "a snapshot": `/c/${(await frozen.json()).slug}`,
    "the runs": "/runs",
    "the snapshots": "/snapshots",
    "a run": `/runs/${image?.run?.id ?? ""}`,
    "an image": `/images/${image?.imageId ?? ""}`,
    "the ladder": `/ladder?service=${TINY}`,
    "the trends": `/trends?service=${TINY}`,
    "the services": "/services",
    "the status": "/status",
    "the findings": `/findings?service=${TINY}&findings=all`,
    "what is accepted": `/findings/accepted?service=${TINY}`,
    "what changed": `/findings/changes?from=${from}&to=${to}`,
  };
});

async function violations(page: Page): Promise<string[]> {
  // Colours that are on their way from one theme to the other are no colours of either.
  const isMoving = () => document.getAnimations().some((each) => each instanceof CSSTransition);
  await expect.poll(() => page.evaluate(isMoving)).toBe(false);
  const { violations: found } = await new AxeBuilder({ page })
    // No page has a frame, and nobody reads what was in order: a name for each of those nodes is half of the work.
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return found.map(
    (rule) => `${rule.id}: ${rule.help} (${rule.nodes.map((node) => node.target).join(" | ")})`,
  );
}

const NAMES = [
  "the start page",
  "a comparison",
  "what each row means",
  "a snapshot",
  "the runs",
  "the snapshots",
  "a run",
  "an image",
  "the ladder",
  "the trends",
  "the services",
  "the status",
  "the findings",
  "what is accepted",
  "what changed",
];

for (const name of NAMES) {
  test(`axe finds nothing on ${name}, light and dark, and the keyboard's place is seen`, async ({ page }) => {
    test.skip(name === "what changed" && noScanner !== undefined, noScanner);
    await page.goto(paths[name] ?? "");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // A page that could not be made has nothing on it to find fault with.
    await expect(page.locator("main [role=alert]")).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    expect(await violations(page)).toEqual([]);
    expect(await unseenFocus(page)).toEqual([]);
  });
}

test("the share dialog holds the focus and gives it back", async ({ page }) => {
  await page.goto(paths["a comparison"] ?? "");
  const share = page.getByRole("button", { name: "Share" });
  await share.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Share this comparison" });
  await expect(dialog).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Tab");
  expect(await dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(share).toBeFocused();
});

test("a row of the table explains itself to the keyboard", async ({ page }) => {
  await page.goto(paths["a comparison"] ?? "");
  const label = page.getByRole("button", { name: "Pull, empty host" });
  await expect(async () => {
    await label.blur();
    await label.focus();
    await expect(page.getByRole("tooltip")).toContainText("what a host without any of them downloads", {
      timeout: 1_000,
    });
  }).toPass();
});

test("the theme is switched and kept", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
