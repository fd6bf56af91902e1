import { describe, expect, it } from "vitest";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { getImageBinary } from "../images/get-image-binary.ts";
import { getImageTraits } from "../images/get-image-traits.ts";
import { jobsDatabase } from "../jobs/testing/jobs-database.ts";
import { addTestService } from "../jobs/testing/test-service.ts";
import { BASES_TIMEOUT_MS, startTestWorker, untilEnd } from "../jobs/testing/test-worker.ts";
import { cancelRun } from "../runs/cancel-run.ts";
import type { RunView } from "../runs/schemas.ts";
import { startRun } from "../runs/start-run.ts";
import { buildMissingRungs } from "./build-missing-rungs.ts";
import { findCosts } from "./costs.ts";
import { getLadder } from "./get-ladder.ts";
import { findLadder } from "./ladders.ts";

const database = await jobsDatabase();
const { engine, reason } = await findTestEngine();

describe.skipIf(!database)("a ladder", () => {
  if (!database) return;
  const { db } = database;

  it("that is built starts one run for each recipe among its missing rungs, and says what goes on", async () => {
    const { slug } = await addTestService(db);
    const before = await getLadder({ service: slug }, db);
    expect(before.missing).toEqual(before.rungs.map((rung) => rung.id));
    const runs = await buildMissingRungs({ service: slug }, db);
    expect(runs.map((run) => [run.recipe, run.builds.map((build) => build.variant)])).toEqual([
      ["default", ["scratch", "distroless-static", "distroless-cc", "debian-slim", "naive"]],
      ["linkage=static-glibc", ["distroless-static"]],
      ["smaller", ["scratch"]],
      ["smallest", ["scratch"]],
    ]);
    const going = await getLadder({ service: slug }, db);
    expect(going.missing).toEqual([]);
    expect(going.rungs.map((rung) => rung.build?.status)).toEqual(going.rungs.map(() => "queued"));
    expect(await buildMissingRungs({ service: slug }, db)).toEqual([]);
    // The next test's worker has enough of its own to do.
    for (const run of runs) await cancelRun({ id: run.id }, db);
    await expect(getLadder({ service: "nobody" }, db)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is of the service that it is made for, with the allocators that a service has", async () => {
    const { slug } = await addTestService(db);
    const ladder = "bases-by-recipes";
    const own = await getLadder({ ladder }, db);
    expect([own.service, own.rungs.length]).toEqual(["caller", 9]);
    expect(own.rungs.find((rung) => rung.id === "alpine")?.recipe).toBe("allocator=jemalloc");
    const without = await getLadder({ ladder, service: slug }, db);
    expect([without.service, without.rungs.length]).toEqual([slug, 8]);
    expect(without.rungs.find((rung) => rung.id === "alpine")?.recipe).toBe("default");
  });
});

function stepOf(run: RunView, stage: string) {
  return run.builds[0]?.steps.find(({ name }) => new RegExp(`^\\[${stage} (\\d+)/\\1\\]`).test(name));
}

describe.skipIf(!database || !engine)(`a ladder that was climbed ${reason}`, () => {
  if (!database || !engine) return;
  const { db } = database;

  it(
    "gets lighter with every rung, shares what its recipes allow, and costs what its images show",
    async () => {
      const { slug: service } = await addTestService(db);
      await startTestWorker(db);
      const rungs = (findLadder("full")?.rungs ?? []).filter((rung) => rung.variant !== "naive");
      const built = new Map<string, RunView>();
      for (const [recipe, own] of Map.groupBy(rungs, (rung) => rung.recipe)) {
        const variants = own.map((rung) => rung.variant);
        const { run } = await startRun({ service, recipe, variants }, db);
        built.set(recipe, await untilEnd(db, run.id));
      }
      // strip alone: the dependencies of the default recipe are taken as they are
      const stripped = await startRun(
        { service, knobs: { strip: "symbols" }, variants: ["debian-slim"] },
        db,
      );
      built.set("strip", await untilEnd(db, stripped.run.id));
      for (const run of built.values()) {
        expect(run.builds.map((build) => build.error?.message ?? build.status)).toEqual(
          run.builds.map(() => "succeeded"),
        );
      }
      const statusOf = (name: string, stage: string) => {
        const run = built.get(name);
        return run && stepOf(run, stage)?.status;
      };
      expect(statusOf("strip", "deps-glibc")).toBe("cached");
      expect(statusOf("strip", "build-glibc")).toBe("completed");
      expect(statusOf("linkage=static-glibc", "deps-glibc")).toBe("cached");
      // panic = abort compiles the dependencies again (unless this engine has done so before), and what compiles them not
      expect(statusOf("smallest", "host-crates")).toBe("cached");

      const ladder = await getLadder({ service }, db);
      expect(ladder.missing).toEqual(["naive"]);
      const measured = ladder.rungs.filter((rung) => rung.image);
      expect(measured.map((rung) => rung.id)).toEqual(rungs.map((rung) => rung.id));
      const sizes = measured.map((rung) => rung.image?.sizeBytes ?? 0);
      expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => b - a));
      for (const rung of measured.slice(1)) expect(rung.step?.bytes).toBeLessThan(0);

      for (const rung of measured) {
        const imageId = rung.image?.imageId ?? "";
        const binary = await getImageBinary({ imageId }, db);
        const isStatic = rung.linkage.startsWith("static-");
        expect([rung.id, binary.state === "read" && binary.program.linkage !== "dynamic"]).toEqual([
          rung.id,
          isStatic,
        ]);
        const { traits } = await getImageTraits({ imageId }, db);
        const costs = findCosts(rung).flatMap((cost) => cost.trait ?? []);
        for (const id of ["shell", "package-manager", "tmp"]) {
          const isAbsent = traits.find((trait) => trait.id === id)?.state === "absent";
          expect([rung.id, id, isAbsent]).toEqual([rung.id, id, costs.includes(id)]);
        }
      }
    },
    BASES_TIMEOUT_MS,
  );
});
