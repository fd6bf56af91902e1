import { describe, expect, it } from "vitest";
import { createSteps } from "./steps.mjs";

function createRecorder() {
  /** @type {string[]} */
  const lines = [];
  let time = 0;
  const steps = createSteps({ write: (line) => lines.push(line), now: () => time });
  return { lines, steps, pass: (/** @type {number} */ ms) => (time += ms) };
}

describe("createSteps", () => {
  it("prints a step's name, what it waits for and its seconds", async () => {
    const { lines, steps, pass } = createRecorder();
    pass(1_000);
    const value = await steps.step("database", async (wait) => {
      wait("a new PostgreSQL");
      pass(2_500);
      return { done: "runs", value: 7 };
    });
    expect(value).toBe(7);
    expect(lines).toEqual([
      "   1.0 s  database      a new PostgreSQL …",
      "   3.5 s  database      runs (2.5 s)",
    ]);
  });

  it("prints no end for a step that failed", async () => {
    const { lines, steps } = createRecorder();
    const failing = steps.step("pages", async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(lines).toEqual([]);
  });

  it("is silent after the end", async () => {
    const { lines, steps } = createRecorder();
    steps.end("stopping", "Ctrl-C");
    await steps.step("pages", async () => ({ done: "built", value: undefined }));
    expect(lines).toEqual(["   0.0 s  stopping      Ctrl-C"]);
  });
});
