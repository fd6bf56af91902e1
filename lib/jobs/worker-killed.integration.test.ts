import { request } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { startRun } from "../runs/start-run.ts";
import { LEASE_SECONDS } from "./lease.ts";
import { holdCompiles } from "./testing/held-compile.ts";
import { jobsDatabase } from "./testing/jobs-database.ts";
import { addTestService } from "./testing/test-service.ts";
import { BASES_TIMEOUT_MS, spawnWorker, startTestWorker, untilEnd, untilRun } from "./testing/test-worker.ts";

const database = await jobsDatabase();
const { engine, reason } = await findTestEngine();
const socketPath = process.env.DOCKER_HOST?.replace(/^unix:\/\//, "") ?? "";

/** What the engine itself says. */
async function askEngine(path: string): Promise<{ Id: string; RepoTags?: string[]; ImageID?: string }[]> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  request({ socketPath, path }, (answer) => {
    let text = "";
    answer.setEncoding("utf8");
    answer.on("data", (part) => {
      text += part;
    });
    answer.on("end", () => resolve(text));
  })
    .on("error", reject)
    .end();
  return JSON.parse(await promise);
}

describe.skipIf(!database || !engine)(`a worker that is killed ${reason}`, () => {
  if (!database || !engine) return;
  const { db, url } = database;

  it(
    "leaves no process in the engine, and its build is taken over and makes one image",
    async ({ skip, onTestFinished }) => {
      skip(!process.env.DOCKER_HOST?.startsWith("unix://"), "the engine is not on this machine");
      const held = await holdCompiles();
      onTestFinished(held.release);
      const untilHeld = (count: number) =>
        vi.waitFor(() => expect(held.waiting()).toBe(count), BASES_TIMEOUT_MS);
      const service = await addTestService(db, (nonce) => ({
        "build.rs": `// ${nonce}\nfn main() {\n    ${held.wait}\n}\n`,
      }));
      const { run } = await startRun({ service: service.slug, variants: ["scratch"] }, db);
      const child = spawnWorker(url);
      await untilHeld(1);
      child.kill("SIGKILL");
      const { leaseExpiresAt } = await db.build.findFirstOrThrow({ where: { runId: run.id } });
      // What the promise of 30 s rests on: nobody waits longer than this for the lease to end, and a sweep comes each second.
      expect((leaseExpiresAt?.getTime() ?? Infinity) - Date.now()).toBeLessThanOrEqual(LEASE_SECONDS * 1000);
      // Nobody told the engine: it ends the step because the connection broke.
      await untilHeld(0);

      await startTestWorker(db);
      const retried = await untilRun(db, run.id, ({ builds }) => builds[0]?.attempt === 2);
      expect(retried.builds[0]?.attempts[0]).toMatchObject({
        status: "failed",
        error: { code: "worker-lost" },
      });
      await untilHeld(1);
      held.release();
      const ended = await untilEnd(db, run.id);
      expect(ended.builds[0]).toMatchObject({ status: "succeeded", attempt: 2 });

      const images = (await askEngine("/images/json")).filter((image) =>
        image.RepoTags?.some((tag) => tag.includes(service.slug)),
      );
      expect(images.map((image) => image.Id)).toEqual([ended.builds[0]?.imageId]);
      expect(await db.image.count({ where: { service: { slug: service.slug } } })).toBe(1);
      // Other tests run containers of theirs meanwhile.
      const containers = await askEngine("/containers/json?all=1");
      expect(containers.filter(({ ImageID }) => ImageID === ended.builds[0]?.imageId)).toEqual([]);
    },
    BASES_TIMEOUT_MS,
  );
});
