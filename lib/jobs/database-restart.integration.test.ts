import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { type Db, openDb } from "../db/client.ts";
import { createDocker } from "../engine/modem.ts";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { AppError } from "../errors.ts";
import { getBuildLog } from "../runs/get-build-log.ts";
import { getRun } from "../runs/get-run.ts";
import { listBuildEvents } from "../runs/list-build-events.ts";
import { startRun } from "../runs/start-run.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { closeQueue } from "./queue.ts";
import { holdCompiles } from "./testing/held-compile.ts";
import { OwnDatabase } from "./testing/own-database.ts";
import { addTestService } from "./testing/test-service.ts";
import { BASES_TIMEOUT_MS, isCompiling, startTestWorker, untilEnd, untilRun } from "./testing/test-worker.ts";

const { engine, reason } = await findTestEngine();

async function hasImageOf(host: string, service: string): Promise<boolean> {
  const images = await createDocker(host).listImages();
  return images.some(({ RepoTags }) => RepoTags?.some((tag) => tag.includes(`/${service}:`)));
}

describe.skipIf(!engine)(`a worker whose PostgreSQL is restarted ${reason}`, () => {
  if (!engine) return;
  // Out here, for what a test registers while it runs is not undone.
  const server = new OwnDatabase();
  let db: Db | undefined;
  afterAll(async () => {
    await closeQueue();
    await db?.$disconnect();
  });

  it(
    "keeps building meanwhile, and stores all of it when PostgreSQL is back",
    async ({ onTestFinished }) => {
      const held = await holdCompiles();
      onTestFinished(held.release);
      const url = await server.start();
      await prepareDatabase(url);
      db = openDb(url);
      const service = await addTestService(db, (nonce) => ({
        "build.rs": `// ${nonce}\nfn main() {\n    println!("cargo:warning=said to nobody");\n    ${held.wait}\n}\n`,
      }));
      await startTestWorker(db);
      const { run } = await startRun({ service: service.slug, variants: ["scratch"] }, db);
      await untilRun(db, run.id, isCompiling);

      await server.stop();
      await expect(getRun({ id: run.id }, db)).rejects.toSatisfy(
        (error) => error instanceof AppError && error.code === "database-unavailable",
      );
      // The step ends, and all of the build, and the engine tells of it, while nobody can write that down.
      held.release();
      while (!(await hasImageOf(engine.host, service.slug))) await sleep(100);
      expect(await server.start()).toBe(url);

      const ended = await untilEnd(db, run.id);
      expect(ended).toMatchObject({ status: "succeeded", builds: [{ attempt: 1 }] });
      const [build] = ended.builds;
      expect(build?.steps.map((step) => step.status)).not.toContain("running");
      const { events } = await listBuildEvents({ buildId: build?.id ?? "", limit: 2000 }, db);
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      let log = "";
      for await (const part of await getBuildLog({ id: build?.id ?? "" }, db)) log += part;
      expect(log).toContain("said to nobody");
      expect(log).toContain("Finished");
    },
    BASES_TIMEOUT_MS,
  );
});
