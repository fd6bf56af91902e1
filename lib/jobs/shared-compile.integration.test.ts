import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Db } from "../db/client.ts";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import type { RunView } from "../runs/schemas.ts";
import { startRun } from "../runs/start-run.ts";
import type { VariantId } from "../variants/variants.ts";
import { jobsDatabase } from "./testing/jobs-database.ts";
import { addTestService, buildScript } from "./testing/test-service.ts";
import { BASES_TIMEOUT_MS, startTestWorker, untilRun } from "./testing/test-worker.ts";

const database = await jobsDatabase();
const { engine, reason } = await findTestEngine();

const VARIANTS: [VariantId, ...VariantId[]] = ["scratch", "alpine", "base-nossl", "debian-slim"];
const PAIRS: [string, VariantId[]][] = [
  ["musl", ["scratch", "alpine"]],
  ["glibc", ["base-nossl", "debian-slim"]],
];

/** Waits for a run's end and notes what each of its builds said that it waits for. */
async function watch(db: Db, id: string): Promise<{ run: RunView; said: Map<VariantId, Set<string>> }> {
  const said = new Map<VariantId, Set<string>>();
  const run = await untilRun(db, id, ({ status, builds }) => {
    for (const { variant, waitingFor } of builds) {
      if (waitingFor) said.set(variant, (said.get(variant) ?? new Set()).add(waitingFor));
    }
    return status !== "queued" && status !== "running";
  });
  return { run, said };
}

function isLastRun(stage: string, stepName: string): boolean {
  return new RegExp(`^\\[${stage} (\\d+)/\\1\\] RUN`).test(stepName);
}

/** The builds in which a stage's last step ran, and those that found it made. */
function whoRan(run: RunView, stage: string): { ran: VariantId[]; shared: VariantId[] } {
  const ran: VariantId[] = [];
  const shared: VariantId[] = [];
  for (const build of run.builds) {
    const found = build.steps.find(({ name }) => isLastRun(stage, name));
    if (found?.status === "completed") ran.push(build.variant);
    if (found?.status === "cached") shared.push(build.variant);
  }
  return { ran, shared };
}

/** Whose work the cached last step of a stage is said to be. */
function sharedWith(run: RunView, stage: string): (VariantId | undefined)[] {
  const steps = run.builds.flatMap((build) => build.steps.filter(({ name }) => isLastRun(stage, name)));
  return steps.filter((step) => step.status === "cached").map((step) => step.sharedWith);
}

describe.skipIf(!database || !engine)(`builds that share a compile ${reason}`, () => {
  if (!database || !engine) return;
  const { db } = database;
  const settings = { IMAGE_DIET_BUILD_CONCURRENCY: "4" };

  it(
    "compile once for each libc: who comes second waits for the first, and then only takes what it made",
    async () => {
      const manifest = readFileSync("lab/services/tiny/Cargo.toml", "utf8");
      const service = await addTestService(db, (nonce) => ({
        "build.rs": buildScript(nonce, { seconds: 3 }),
        // What comes before the service's own code is to be run again too.
        "Cargo.toml": `${manifest}# ${nonce}\n`,
      }));
      await startTestWorker(db, { settings });
      const started = await startRun({ service: service.slug, variants: VARIANTS }, db);
      const { run, said } = await watch(db, started.run.id);
      expect(run.builds.map((build) => build.error?.message ?? build.status)).toEqual(
        VARIANTS.map(() => "succeeded"),
      );
      expect(whoRan(run, "host-crates").ran).toHaveLength(1);
      for (const [libc, pair] of PAIRS) {
        const { ran, shared } = whoRan(run, `build-${libc}`);
        expect([...ran, ...shared].sort()).toEqual([...pair].sort());
        expect(ran).toHaveLength(1);
        const lines = shared.flatMap((variant) => [...(said.get(variant) ?? [])]);
        expect(lines).toContain(`Shares the ${libc} compile with ${ran[0]}, building now.`);
        expect(sharedWith(run, `build-${libc}`)).toEqual(ran);
      }
    },
    BASES_TIMEOUT_MS,
  );

  it("compile once for each libc where the cache is not to be used", async () => {
    const service = await addTestService(db);
    await startTestWorker(db, { settings });
    const first = await startRun({ service: service.slug, variants: VARIANTS }, db);
    await watch(db, first.run.id);
    const forced = await startRun({ service: service.slug, variants: VARIANTS, force: true }, db);
    const { run } = await watch(db, forced.run.id);
    expect(run.status).toBe("succeeded");
    for (const [libc] of PAIRS) {
      const { ran, shared } = whoRan(run, `build-${libc}`);
      expect({ ran: ran.length, shared: shared.length }).toEqual({ ran: 1, shared: 1 });
    }
  });
});
