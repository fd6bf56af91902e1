import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectEngine } from "./connect.ts";
import { probeEngine } from "./hosts.ts";
import { OwnEngine, whyNoOwnEngine } from "./testing/own-engine.ts";
import { buildRequest, loadShellBase, Transcript } from "./testing/test-engine.ts";

const reason = whyNoOwnEngine();
if (reason) console.warn(`SKIPPED: these tests stop and start a Docker Engine, and ${reason}.`);

const folder = mkdtempSync(join(tmpdir(), "loss-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(reason)("a build whose engine stops", () => {
  if (reason) return;
  const server = new OwnEngine();
  const engine = connectEngine(server.host);
  let shell: string | undefined;
  beforeAll(async () => {
    await server.start();
    shell = await loadShellBase(engine);
  }, 120_000);
  beforeEach((context) => context.skip(!shell, "no static busybox on this machine"));

  it.each(["SIGTERM", "SIGKILL"] as const)(
    "by %s fails with engine-unavailable, and can be built when the engine is back",
    async (signal) => {
      const path = join(folder, `Dockerfile.${signal}`);
      // Longer than any engine takes to stop; what it leaves behind goes with the engine.
      writeFileSync(
        path,
        `FROM ${shell}\nARG SECONDS=120\nRUN echo begun ${signal}; sleep $SECONDS\nRUN echo done\n`,
      );
      const transcript = new Transcript();
      let stopping: Promise<void> | undefined;
      const building = engine.build(
        buildRequest(path, {
          onProgress: (event) => {
            transcript.take(event);
            if (event.type === "log") stopping ??= server.stop(signal);
          },
        }),
      );
      await expect(building).rejects.toMatchObject({ code: "engine-unavailable" });
      expect(transcript.steps().at(-1)).toContain(`cancelled [2/3] RUN echo begun ${signal}`);
      await stopping;
      await expect(engine.info()).rejects.toMatchObject({ code: "engine-unavailable" });
      expect(await probeEngine(server.host)).toMatchObject({ available: false });

      await server.start();
      const again = new Transcript();
      const buildArguments = { SECONDS: "0" };
      const { imageId } = await engine.build(buildRequest(path, { buildArguments, onProgress: again.take }));
      expect(imageId).toMatch(/^sha256:/);
      expect(again.logOf("echo done")).toBe("done\n");
    },
  );
});
