import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { runTrivy, type TrivyCall } from "./run-trivy.ts";
import { temporaryFolder, writeScript } from "./testing/temporary-folder.ts";

async function call(script: string, options: Partial<TrivyCall> = {}) {
  const directory = await temporaryFolder();
  const program = await writeScript(directory, "program", script);
  const running = runTrivy({
    program,
    arguments: [],
    directory,
    timeoutMs: 60_000,
    maxOutputBytes: 10_000,
    signal: new AbortController().signal,
    ...options,
  });
  return { directory, running };
}

async function isGone(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, "utf8"));
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 20_000 });
}

describe("runTrivy", () => {
  it("hands back output, log and exit status", async () => {
    const { running } = await call("echo answer; echo word >&2; exit 3");
    expect(await running).toMatchObject({ exitCode: 3, output: "answer\n", log: "word\n" });
  });

  it("runs in its own folder, without this process's TRIVY variables", async () => {
    vi.stubEnv("TRIVY_SEVERITY", "CRITICAL");
    vi.stubEnv("TRIVY_IGNOREFILE", "/etc/ignore");
    const { directory, running } = await call("pwd; env | grep ^TRIVY", {
      variables: { TRIVY_DB_REPOSITORY: "mirror" },
    });
    expect((await running).output).toBe(`${directory}\nTRIVY_DB_REPOSITORY=mirror\n`);
    vi.unstubAllEnvs();
  });

  it("ends one that hangs, with what it started, also where that will not listen", async () => {
    const { directory, running } = await call(
      `trap '' TERM; sh -c 'trap "" TERM; echo $$ > child; while :; do sleep 1; done' & wait; wait; wait`,
      { timeoutMs: 300 },
    );
    await expect(running).rejects.toMatchObject({ code: "timeout" });
    const child = join(directory, "child");
    if (existsSync(child) && (await readFile(child, "utf8")) !== "") await isGone(child);
  }, 30_000);

  it("ends it when the scan is cancelled", async () => {
    const cancel = new AbortController();
    const { directory, running } = await call("echo $$ > pid; echo started >&2; exec sleep 600", {
      signal: cancel.signal,
      onLog: () => cancel.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: "cancelled" });
    await isGone(join(directory, "pid"));
    const again = await call("echo ran > ran", { signal: cancel.signal });
    await expect(again.running).rejects.toMatchObject({ code: "cancelled" });
    expect(existsSync(join(again.directory, "ran"))).toBe(false);
  });

  it("says that it was killed, and keeps its log", async () => {
    const { running } = await call("echo last words >&2; kill -9 $$");
    await expect(running).rejects.toMatchObject({
      code: "scan-failed",
      message: expect.stringContaining("ran out of memory"),
      detail: { log: "last words\n" },
    });
  });

  it("stops an endless answer", async () => {
    const { running } = await call("yes");
    await expect(running).rejects.toMatchObject({
      code: "scan-failed",
      message: expect.stringContaining("more than 10000 bytes"),
    });
  });

  it("keeps beginning and end of an endless log", async () => {
    const { running } = await call("echo first >&2; yes line | head -c 2000000 >&2; echo last >&2");
    const { log } = await running;
    expect(log.length).toBeLessThan(300_000);
    expect(log).toMatch(/^first\n/);
    expect(log).toMatch(/\[\d+ bytes left out\]/);
    expect(log).toMatch(/last\n$/);
  });

  it("says that it cannot be started", async () => {
    const directory = await temporaryFolder();
    await writeFile(join(directory, "text"), "not executable");
    const { running } = await call("", { program: join(directory, "text") });
    await expect(running).rejects.toMatchObject({ code: "scanner-unavailable" });
  });
});
