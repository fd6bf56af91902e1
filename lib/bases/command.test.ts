import { describe, expect, it } from "vitest";
import { runCommand } from "./command.ts";

const signal = new AbortController().signal;

describe("runCommand", () => {
  it("gives back what was printed and tells each line on", async () => {
    const lines: string[] = [];
    const script = "echo one; echo two >&2; echo three";
    const output = await runCommand("sh", ["-c", script], { signal, onLine: (line) => lines.push(line) });
    expect(output).toBe("one\nthree");
    expect(lines.toSorted()).toEqual(["one", "three", "two"]);
  });

  it("says which program is missing", async () => {
    await expect(runCommand("no-such-program", [], { signal })).rejects.toMatchObject({
      code: "base-unavailable",
      message: "There is no no-such-program on this machine.",
    });
  });

  it("says what a failing program said last, its complaints first", async () => {
    const script = "echo 'E: Unable to fetch some archives'; echo done; exit 100";
    await expect(runCommand("sh", ["-c", script], { signal })).rejects.toMatchObject({
      code: "base-unavailable",
      message: "sh failed (exit 100): E: Unable to fetch some archives",
      detail: { lastLines: ["E: Unable to fetch some archives", "done"] },
    });
  });

  it("knows a full disk", async () => {
    const script = "echo 'tar: x: Cannot write: No space left on device' >&2; exit 2";
    await expect(runCommand("sh", ["-c", script], { signal })).rejects.toMatchObject({ code: "disk-full" });
  });

  it("ends the program and its children when it is cancelled", async () => {
    const stop = new AbortController();
    const running = runCommand("sh", ["-c", "sleep 600 & echo started; wait"], {
      signal: stop.signal,
      onLine: () => stop.abort(),
    });
    // It would wait for the sleeping child, which holds the same output, if that were left running.
    await expect(running).rejects.toMatchObject({ code: "cancelled" });
  });
});
