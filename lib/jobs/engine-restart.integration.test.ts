import { beforeEach, describe, expect, it, vi } from "vitest";
import { LOG_LOST } from "../engine/build-steps.ts";
import { OwnEngine, whyNoOwnEngine } from "../engine/testing/own-engine.ts";
import { getBuildLog } from "../runs/get-build-log.ts";
import { startRun } from "../runs/start-run.ts";
import { getStatus } from "../status/get-status.ts";
import { holdCompiles } from "./testing/held-compile.ts";
import { jobsDatabase } from "./testing/jobs-database.ts";
import { addTestService, buildScript } from "./testing/test-service.ts";
import { BASES_TIMEOUT_MS, isCompiling, startTestWorker, untilEnd, untilRun } from "./testing/test-worker.ts";

const database = await jobsDatabase();
const reason = whyNoOwnEngine();
if (reason) console.warn(`SKIPPED: these tests stop and start a Docker Engine, and ${reason}.`);

describe.skipIf(!database || reason)("a worker whose engine is its own", () => {
  if (!database || reason) return;
  const { db } = database;
  const engine = new OwnEngine();
  beforeEach(() => engine.start());

  it(
    "goes on with a build when an engine that stopped is back, without a restart",
    async ({ onTestFinished }) => {
      const held = await holdCompiles();
      onTestFinished(held.release);
      const service = await addTestService(db, (nonce) => ({
        "build.rs": `// ${nonce}\nfn main() {\n    ${held.wait}\n}\n`,
      }));
      await startTestWorker(db, { host: engine.host });
      const { run } = await startRun({ service: service.slug, variants: ["scratch"] }, db);
      await untilRun(db, run.id, isCompiling);
      await engine.stop();
      const waiting = await untilRun(db, run.id, ({ builds }) => builds[0]?.status !== "running");
      expect(waiting.builds[0]).toMatchObject({
        status: "queued",
        waitingFor: expect.stringContaining("Docker Engine"),
        attempts: [{ number: 1, status: "failed", error: { code: "engine-unavailable" } }],
      });
      for (let status = await getStatus(db); status.engine.available; ) status = await getStatus(db);
      held.release();
      await engine.start();
      const ended = await untilEnd(db, run.id);
      expect(ended).toMatchObject({
        status: "succeeded",
        builds: [{ attempt: 2, attempts: [{ status: "failed" }, { status: "succeeded" }] }],
      });
      const isThere = { engine: { available: true } };
      await vi.waitFor(async () => expect(await getStatus(db)).toMatchObject(isThere), BASES_TIMEOUT_MS);
    },
    BASES_TIMEOUT_MS,
  );

  it(
    "keeps a compiler's log of 100,000 lines whole, or says where its engine lost the rest",
    async () => {
      const service = await addTestService(db, (nonce) => ({
        "build.rs": buildScript(nonce, { lines: 100_000 }),
      }));
      await startTestWorker(db, { host: engine.host });
      const { run } = await startRun({ service: service.slug, variants: ["scratch"] }, db);
      const [build] = (await untilEnd(db, run.id)).builds;
      expect(build?.error).toBeUndefined();
      let text = "";
      for await (const block of await getBuildLog({ id: build?.id ?? "" }, db)) text += block;
      // A busy engine of the 20.10 series may lose the rest of such a burst, and then there may be a second attempt.
      const parts = text.split(LOG_LOST);
      for (const part of parts) {
        const numbers = [...part.matchAll(/line (\d+) of a long log/g)].map((match) => Number(match[1]));
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        if (parts.length === 1) expect(numbers).toHaveLength(100_000);
      }
      expect(build?.lineCount).toBe(text.split("\n").length - 1);
    },
    BASES_TIMEOUT_MS,
  );
});
