import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import playwright from "../../playwright.config.ts";
import { runVitest } from "./phases.mjs";

const home = mkdtempSync(join(tmpdir(), "image-diet-phases-"));
afterAll(() => rmSync(home, { recursive: true }));

// Each starts the runner twice, beside all that this one does.
describe("a test that fails", { timeout: 300_000 }, () => {
  it.each([
    ["test", "fails the first time where it is told to"],
    [join(home, "prepared"), "fails while its file was prepared for the first time where it is told to"],
  ])("is tried once more, and so is its file, and is named where it passes then: %s", async (told, name) => {
    const title = `bin/testing/fails-first.test.mjs > ${name}`;
    // What it prints would be read as a failure of this run.
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const tally = await runVitest("unit", ["fails-first"], { home, env: { FAILS_FIRST: told } });
    vi.restoreAllMocks();
    expect(tally).toEqual({ passed: 2, failed: [], skipped: [], flaky: [title] });
  });

  it("is tried once more in the browser too", () => {
    expect(playwright.retries).toBe(1);
  });
});
