import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { HOSTILE_CASES } from "./testing/hostile-corpus.ts";

/** What is kept has to fit; the process dies where it does not. */
const HEAP = "--max-old-space-size=96";
/** With what V8 and the buffers of a stream take beside it: 255 to 340 MB were seen. */
const MAX_RESIDENT_BYTES = 400 * 1024 ** 2;

describe("the hostile corpus", () => {
  it("is refused or read as text, in a heap of 96 MB", { timeout: 300_000 }, async () => {
    const script = new URL("./testing/read-hostile.ts", import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [HEAP, script]);
    const { results, peakBytes } = JSON.parse(stdout);
    expect(results).toEqual(
      HOSTILE_CASES.map(({ name, ends }) => ({ name, ended: ends === "read" ? "read" : "bad-archive" })),
    );
    expect(peakBytes).toBeLessThan(MAX_RESIDENT_BYTES);
  });
});
