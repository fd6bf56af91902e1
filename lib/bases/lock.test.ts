import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { withLock } from "./lock.ts";

const signal = new AbortController().signal;
const name = () => `test-${crypto.randomUUID()}`;

describe.skipIf(process.platform !== "linux")("withLock", () => {
  it("lets one at a time in, and tells the others that they wait", async () => {
    const lock = name();
    const seen: string[] = [];
    const waited = Promise.withResolvers<void>();
    const enter = (who: string) =>
      withLock(
        lock,
        signal,
        () => {
          seen.push(`${who} waits`);
          waited.resolve();
        },
        async () => {
          seen.push(`${who} in`);
          await waited.promise;
          seen.push(`${who} out`);
        },
      );
    await Promise.all([enter("a"), enter("b")]);
    expect(seen.filter((line) => line.endsWith("waits"))).toHaveLength(1);
    const order = seen.filter((line) => !line.endsWith("waits")).map((line) => line.split(" ")[0]);
    expect(order[0]).toBe(order[1]);
    expect(order[2]).toBe(order[3]);
  });

  it("is free again after a failure", async () => {
    const lock = name();
    const failing = withLock(
      lock,
      signal,
      () => {},
      () => Promise.reject(new Error("no")),
    );
    await expect(failing).rejects.toThrow("no");
    expect(
      await withLock(
        lock,
        signal,
        () => {},
        async () => 1,
      ),
    ).toBe(1);
  });

  it("is free again when the process that held it was killed", async () => {
    const lock = name();
    const module = JSON.stringify(new URL("./lock.ts", import.meta.url).href);
    const script = `const { withLock } = await import(${module});
      await withLock(${JSON.stringify(lock)}, new AbortController().signal, () => {}, async () => {
        console.log("held");
        await new Promise((resolve) => setTimeout(resolve, 600_000));
      });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const waited = Promise.withResolvers<void>();
    const entered = withLock(lock, signal, waited.resolve, async () => "in");
    await waited.promise;
    child.kill("SIGKILL");
    expect(await entered).toBe("in");
  });

  it("stops waiting when it is cancelled", async () => {
    const lock = name();
    const leave = Promise.withResolvers<void>();
    const holder = withLock(
      lock,
      signal,
      () => {},
      () => leave.promise,
    );
    const stop = new AbortController();
    const waiting = withLock(
      lock,
      stop.signal,
      () => stop.abort(),
      async () => "in",
    );
    await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
    leave.resolve();
    await holder;
  });
});
