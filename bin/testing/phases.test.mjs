import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import playwright from "../../playwright.config.ts";
import { runVitest } from "./phases.mjs";

const home = mkdtempSync(join(tmpdir(), "image-diet-phases-"));
afterAll(() => rmSync(home, { recursive: true }));

describe("a test that fails", () => {
  it("is tried once more, and named where it passes then", async () => {
    const title = "bin/testing/fails-first.test.mjs > fails the first time where it is told to";
    // What it prints would be read as a failure of this run.
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const tally = await runVitest("unit", ["fails-first"], { home, env: { FAILS_FIRST: "yes" } });
    vi.restoreAllMocks();
    expect(tally).toEqual({ passed: 1, failed: [], skipped: [], flaky: [title] });
  });

  it("is tried once more in the browser too", () => {
    expect(playwright.retries).toBe(1);
  });
});
