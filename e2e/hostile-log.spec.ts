import { type MadeService, makeService } from "./support/made-service.ts";
import { FIRST_BUILD_MS, hasEnded, startRun, untilBuild } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";

let service: MadeService | undefined;
test.afterEach(async () => {
  await service?.remove();
  service = undefined;
});

const MARKUP = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';

test("markup, links and controls that a build prints are shown as text and do nothing", async ({
  page,
  request,
}) => {
  test.setTimeout(FIRST_BUILD_MS);
  service = await makeService({
    build: `fn main() {
      println!(r##"cargo:warning=${MARKUP}"##);
      println!("cargo:warning=\\u{1b}]8;;javascript:window.broken=1\\u{1b}\\\\press me\\u{1b}]8;;\\u{1b}\\\\");
      println!("cargo:warning=\\u{1b}[31mred \\u{1b}[2K\\u{1b}[1A{MARK}");
      println!("cargo:warning=turned \\u{202e}dnuora");
    }
    const MARK: &str = "still here";`,
    main: `compile_error!(r#"${MARKUP}"#);\nfn main() {}`,
  });
  const run = await startRun(request, service.slug, ["scratch"]);
  const build = await untilBuild(request, run.id, hasEnded);
  expect(build.status).toBe("failed");

  await page.goto(`/runs/${run.number}`);
  const log = page.getByRole("region", { name: "Log of scratch" });
  await expect(log).toContainText(MARKUP);
  await expect(log).toContainText("press me");
  await expect(log).toContainText("still here");
  await expect(log).toContainText("turned \ufffddnuora");
  await expect(log.locator("img, script, iframe")).toHaveCount(0);
  await expect(log.locator('a:not([href^="#L"])')).toHaveCount(0);

  const failure = page.getByRole("alert").filter({ hasText: "scratch, attempt 1: failed" });
  await expect(failure).toContainText(MARKUP);
  await expect(failure.locator("img, script")).toHaveCount(0);
  expect(await page.evaluate(() => "broken" in window)).toBe(false);

  const raw = await request.get(`/api/v1/builds/${build.id}/log`);
  expect(raw.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  expect(raw.headers()["x-content-type-options"]).toBe("nosniff");
});

test("a compile error is shown with the line of the Dockerfile that failed", async ({ page, request }) => {
  test.setTimeout(FIRST_BUILD_MS);
  service = await makeService({ main: 'fn main() { let x: u32 = "no number"; }' });
  const run = await startRun(request, service.slug, ["scratch"]);
  const build = await untilBuild(request, run.id, hasEnded);
  expect(build.error?.dockerfileLine).toBeGreaterThan(0);

  await page.goto(`/runs/${run.number}`);
  const failure = page.getByRole("alert").filter({ hasText: "failed at Dockerfile line" });
  await expect(failure).toContainText(`Dockerfile line ${build.error?.dockerfileLine}`);
  await expect(failure).toContainText("mismatched types");
  await failure.getByRole("button", { name: "Open log of attempt 1" }).click();
  await expect(page.getByRole("region", { name: "Log of scratch" })).toBeInViewport();

  await page.goto(`/compare?service=${service.slug}`);
  const reason = page.getByRole("alert").filter({ hasText: `Run ${run.number} failed` });
  await expect(reason).toContainText("scratch: ");
  await expect(reason.getByRole("link")).toHaveAttribute("href", `/runs/${run.id}`);
});
