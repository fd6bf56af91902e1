import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { WORKER_FLAGS } from "../../bin/launcher/worker-arguments.mjs";
import { HOSTILE_CASES } from "./testing/hostile-corpus.ts";
import { GROWTH_CASES } from "./testing/hostile-growth.ts";

/** With what Node itself takes, which is 105 MB of it. */
const MAX_RESIDENT_BYTES = 256_000_000;

describe("the hostile corpus", () => {
  it.each([
    ["corpus", HOSTILE_CASES],
    ["growth", GROWTH_CASES],
  ])(
    "(%s) is refused or read as text, by a process that runs as a worker does, in 256 MB",
    {
      timeout: 300_000,
    },
    async (list, cases) => {
      const script = new URL("./testing/read-hostile.ts", import.meta.url).pathname;
      const { stdout } = await promisify(execFile)(process.execPath, [
        ...WORKER_FLAGS,
        "--expose-gc",
        script,
        list,
      ]);
      const { results, peakBytes } = JSON.parse(stdout);
      expect(results).toEqual(
        cases.map(({ name, ends }) => ({ name, ended: ends === "read" ? "read" : "bad-archive" })),
      );
      expect(peakBytes).toBeLessThan(MAX_RESIDENT_BYTES);
    },
  );
});
