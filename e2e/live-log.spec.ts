import type { Page } from "@playwright/test";
import { type HeldCompile, holdCompiles } from "../lib/jobs/testing/held-compile.ts";
import { type MadeService, makeService } from "./support/made-service.ts";
import { FIRST_BUILD_MS, hasEnded, readLog, startRun, untilBuild } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";

let service: MadeService | undefined;
let held: HeldCompile | undefined;
test.afterEach(async () => {
  held?.release();
  await service?.remove();
  service = undefined;
});

const log = (page: Page) => page.getByRole("region", { name: "Log of scratch" });

/** Number and text of the lines that are drawn. */
async function drawnLines(page: Page): Promise<Map<number, string>> {
  const lines = await log(page)
    .locator("[id^=L]")
    .evaluateAll((elements) =>
      elements.map(
        (line) => [Number(line.id.slice(1)), line.querySelector("bdi")?.textContent ?? ""] as const,
      ),
    );
  return new Map(lines);
}

test("a page reloaded mid-build shows the same log, and then the rest of it", async ({ page, request }) => {
  test.setTimeout(FIRST_BUILD_MS);
  held = await holdCompiles();
  service = await makeService({
    build: `fn main() {
      println!("cargo:warning=slept well");
      ${held.wait}
    }`,
  });
  const run = await startRun(request, service.slug, ["scratch"]);
  await untilBuild(
    request,
    run.id,
    (build) => build.lineCount > 0 && build.steps.at(-1)?.status === "running",
  );
  await page.goto(`/runs/${run.number}`);
  await expect(log(page)).toContainText("Compiling tiny");
  const before = await drawnLines(page);

  await page.reload();
  await expect(log(page)).toContainText("Compiling tiny");
  const after = await drawnLines(page);
  for (const [number, text] of before) expect(after.get(number)).toBe(text);

  held.release();
  const build = await untilBuild(request, run.id, hasEnded);
  expect(build.status).toBe("succeeded");
  await expect(log(page)).toContainText("slept well");
  await expect(page.getByText("the log is complete")).toBeVisible();
  const stored = await readLog(request, build.id);
  const drawnNumbers = async () => [...(await drawnLines(page)).keys()];
  await expect.poll(drawnNumbers).toEqual(stored.map((_, index) => index + 1));
  for (const [number, text] of await drawnLines(page)) expect(stored[number - 1]).toContain(text.trim());
});

// BuildKit may cut a step's log at 1 MiB, and cargo puts 21 characters before each of these lines.
test("twenty thousand lines stay searchable, and each has a link", async ({ page, request }) => {
  test.setTimeout(FIRST_BUILD_MS);
  service = await makeService({
    build: `fn main() { for n in 1..=20_000 { println!("cargo:warning=line {n}."); } }`,
  });
  const run = await startRun(request, service.slug, ["scratch"]);
  const build = await untilBuild(request, run.id, hasEnded);
  expect(build.status).toBe("succeeded");
  expect(build.lineCount).toBeGreaterThanOrEqual(20_000);

  const stored = await readLog(request, build.id);
  const wanted = stored.findIndex((line) => line.includes("line 17777.")) + 1;
  await page.goto(`/runs/${run.number}?build=scratch#L${wanted}-L${wanted + 2}`);
  await expect(log(page).getByText("line 17777.")).toBeInViewport();
  await expect(log(page).locator("[aria-current=true]")).toHaveCount(3);
  expect(await log(page).locator("[id^=L]").count()).toBeLessThan(300);

  await page.keyboard.press("/");
  await page.keyboard.type("LINE 19999.");
  await expect(page.locator("output")).toHaveText("1 line");
  await page.keyboard.press("Enter");
  await expect(page.locator("output")).toHaveText("1 of 1");
  await expect(log(page).locator("mark")).toHaveText("line 19999.");

  const found = stored.findIndex((line) => line.includes("line 19999.")) + 1;
  await log(page)
    .getByRole("link", { name: String(found), exact: true })
    .click();
  await expect(page).toHaveURL(new RegExp(`#L${found}$`));
});

test("the log is readable without JavaScript", async ({ browser, request }) => {
  test.setTimeout(FIRST_BUILD_MS);
  const run = await startRun(request, "tiny", ["scratch"]);
  const build = await untilBuild(request, run.id, hasEnded);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/runs/${run.number}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Run ${run.number}`);
  await expect(page.getByRole("list", { name: "Steps of scratch" }).getByRole("listitem")).toHaveCount(
    build.steps.length,
  );
  const stored = await readLog(request, build.id);
  if (stored.length > 0) await expect(log(page)).toContainText(stored.at(-1)?.trim() ?? "");
  await expect(page.getByRole("link", { name: "Raw" })).toHaveAttribute("href", /\/log$/);
  await context.close();
});
