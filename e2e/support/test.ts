import { test as base, expect, type Page } from "@playwright/test";

export { expect };

type Fixtures = {
  /** Messages a test expects on the console: a string that is part of them, or a pattern. */
  allowedConsoleErrors: (string | RegExp)[];
  consoleIsQuiet: undefined;
};

/** Once a page that came whole is React's: before that a key or a press may be heard by nobody. */
export async function untilLive(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-live");
}

/**
 * Playwright's `test`: a page that was opened or loaded again is live when the test goes on, and the test fails where the
 * page logged an error or threw one that the test did not announce.
 */
export const test = base.extend<Fixtures>({
  page: async ({ page, javaScriptEnabled }, use) => {
    const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
    const isWaitedFor = () => javaScriptEnabled && page.url().startsWith("http");
    page.goto = async (...args) => {
      const answer = await goto(...args);
      if (isWaitedFor()) await untilLive(page);
      return answer;
    };
    page.reload = async (...args) => {
      const answer = await reload(...args);
      if (isWaitedFor()) await untilLive(page);
      return answer;
    };
    await use(page);
  },
  allowedConsoleErrors: [[], { option: true }],
  consoleIsQuiet: [
    async ({ page, allowedConsoleErrors }, use) => {
      const problems: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(`${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => problems.push(String(error)));
      await use(undefined);
      const unexpected = problems.filter(
        (text) =>
          !allowedConsoleErrors.some((allowed) =>
            typeof allowed === "string" ? text.includes(allowed) : allowed.test(text),
          ),
      );
      if (unexpected.length > 0) throw new Error(`The page's console has errors:\n${unexpected.join("\n")}`);
    },
    { auto: true },
  ],
});
