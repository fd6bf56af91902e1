import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { connectEngine } from "./connect.ts";
import { probeEngine } from "./hosts.ts";
import { buildRequest, loadShellBase, Transcript } from "./testing/test-engine.ts";

const dockerd = (process.env.PATH ?? "")
  .split(delimiter)
  .concat("/usr/sbin")
  .map((place) => join(place, "dockerd"))
  .find((path) => existsSync(path));
const usable = process.platform === "linux" && process.getuid?.() === 0 && dockerd !== undefined;

const folder = mkdtempSync(join(tmpdir(), "loss-"));
const host = `unix://${join(folder, "docker.sock")}`;
const engine = connectEngine(host);
let server: ChildProcess | undefined;
let shell: string | undefined;

/** An engine of this test's own, as it is stopped. */
async function start(): Promise<void> {
  const at = (name: string) => join(folder, name);
  writeFileSync(at("daemon.json"), "{}");
  server = spawn(
    dockerd ?? "",
    [
      ...[
        "--config-file",
        at("daemon.json"),
        "--host",
        host,
        "--data-root",
        at("data"),
        "--exec-root",
        at("exec"),
      ],
      ...[
        "--pidfile",
        at("pid"),
        "--bridge=none",
        "--iptables=false",
        "--ip6tables=false",
        "--ip-masq=false",
      ],
      ...["--storage-driver=vfs", "--shutdown-timeout=1"],
    ],
    { stdio: "ignore" },
  );
  await vi.waitFor(async () => expect((await probeEngine(host)).available).toBe(true), { timeout: 60_000 });
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  server.kill(signal);
  await once(server, "exit");
}

beforeAll(async () => {
  if (!usable) return;
  await start();
  shell = await loadShellBase(engine);
}, 120_000);
afterAll(async () => {
  await stop("SIGTERM");
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);
beforeEach((context) => {
  context.skip(!usable, "an engine of its own needs root, Linux and dockerd");
  context.skip(!shell, "no static busybox on this machine");
});

describe("a build whose engine stops", () => {
  it("fails with engine-unavailable, and can be built when the engine is back", async () => {
    const path = join(folder, "Dockerfile");
    // Ends by itself: an engine that stops leaves the step's process behind.
    writeFileSync(path, `FROM ${shell}\nRUN echo begun; sleep 5\nRUN echo done\n`);
    const transcript = new Transcript();
    let stopping: Promise<void> | undefined;
    const building = engine.build(
      buildRequest(path, {
        onProgress: (event) => {
          transcript.take(event);
          if (event.type === "log") stopping ??= stop("SIGTERM");
        },
      }),
    );
    await expect(building).rejects.toMatchObject({ code: "engine-unavailable" });
    expect(transcript.steps().at(-1)).toContain("cancelled [2/3] RUN echo begun");
    await stopping;
    await expect(engine.info()).rejects.toMatchObject({ code: "engine-unavailable" });
    expect(await probeEngine(host)).toMatchObject({ available: false });

    await start();
    const again = new Transcript();
    const { imageId } = await engine.build(buildRequest(path, { onProgress: again.take }));
    expect(imageId).toMatch(/^sha256:/);
    expect(again.logOf("echo done")).toBe("done\n");
  });
});
