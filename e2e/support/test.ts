import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

type Fixtures = {
  /** Messages a test expects on the console: a string that is part of them, or a pattern. */
  allowedConsoleErrors: (string | RegExp)[];
  consoleIsQuiet: undefined;
};

/** Playwright's `test`, failing where the page logged an error or threw one that the test did not announce. */
export const test = base.extend<Fixtures>({
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
