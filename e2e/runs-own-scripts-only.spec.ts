import { expect, test } from "./support/test.ts";

const nonceOf = (policy: string | undefined) => /'nonce-([^']+)'/.exec(policy ?? "")?.[1];

test("every script of a page carries the nonce of its own answer", async ({ request }) => {
  const nonces = new Set<string | undefined>();
  for (const path of ["/", "/compare", "/no-such-page"]) {
    const answer = await request.get(path);
    const policy = answer.headers()["content-security-policy"];
    expect(policy).toContain("'strict-dynamic'");
    const nonce = nonceOf(policy);
    nonces.add(nonce);
    const scripts = (await answer.text()).match(/<script[\s>][^>]*>?/g) ?? [];
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts)
      expect([path, script]).toEqual([path, expect.stringContaining(`"${nonce}"`)]);
  }
  expect(nonces.size).toBe(3);
});

test("nothing that a page does itself is refused, answers from the API included", async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, sourceFile }) =>
      console.error(`refused: ${effectiveDirective} in ${sourceFile}`),
    );
  });
  await page.goto("/");
  await page.keyboard.press("ControlOrMeta+k");
  const answer = page.waitForResponse((response) => response.url().includes("/api/v1/"));
  await page.getByRole("combobox").fill("tiny");
  await answer;
  await expect(page.getByRole("option").first()).toBeVisible();
});

/** In the page: by which directive the policy refuses what was put in, or what is pressed of it. */
function whatIsRefused({ html, pressed }: { html: string; pressed?: string }): Promise<string> {
  return new Promise((resolve) => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
      resolve(effectiveDirective),
    );
    document.body.insertAdjacentHTML("beforeend", html);
    if (pressed) document.querySelector<HTMLElement>(pressed)?.click();
  });
}

test.describe("with a handler that came from elsewhere", () => {
  test.use({ allowedConsoleErrors: [/Content Security Policy/] });

  test("a script without the nonce does not run", async ({ page }) => {
    await page.goto("/");
    const refused = await page.evaluate(whatIsRefused, {
      html: `<button type="button" onclick="document.title = 'taken'">x</button>`,
      pressed: "body > button",
    });
    expect(refused).toBe("script-src-attr");
    await expect(page).toHaveTitle(/Image Diet/);
  });

  test("a style element without the nonce changes nothing", async ({ page }) => {
    await page.goto("/");
    const refused = await page.evaluate(whatIsRefused, { html: "<style>h1 { display: none }</style>" });
    expect(refused).toBe("style-src-elem");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});
