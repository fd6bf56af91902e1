import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { getImageBinary } from "../images/get-image-binary.ts";
import { getProbe } from "../probes/get-probe.ts";
import { startProbe } from "../probes/start-probe.ts";
import { startRun } from "../runs/start-run.ts";
import { jobsDatabase } from "./testing/jobs-database.ts";
import { addTestService } from "./testing/test-service.ts";
import { BASES_TIMEOUT_MS, startTestWorker, untilEnd } from "./testing/test-worker.ts";

const database = await jobsDatabase();
const { engine, reason } = await findTestEngine();

const read = (path: string) => readFileSync(path, "utf8");

describe.skipIf(!database || !engine)(`an allocator that a recipe asks for ${reason}`, () => {
  if (!database || !engine) return;
  const { db } = database;

  // each allocator and each C library once; jemalloc's configure script alone takes half a minute
  it(
    "is compiled, is in the program, and the program runs",
    async () => {
      const { slug: service } = await addTestService(db, () => ({
        "Cargo.toml": read("lib/jobs/testdata/allocators/Cargo.toml"),
        "Cargo.lock": read("lib/jobs/testdata/allocators/Cargo.lock"),
        "src/allocator.rs": read("lab/services/caller/src/allocator.rs"),
        "src/main.rs": `${read("lab/services/tiny/src/main.rs")}\nmod allocator;\n`,
      }));
      await startTestWorker(db);
      const images: string[] = [];
      const wanted = [
        { allocator: "jemalloc", libc: "musl", variants: ["scratch" as const] },
        { allocator: "mimalloc", libc: "glibc", variants: ["distroless-cc" as const] },
      ];
      // at once: what configures jemalloc keeps one processor busy
      const runs: string[] = [];
      for (const { allocator, variants } of wanted) {
        runs.push((await startRun({ service, knobs: { allocator }, variants }, db)).run.id);
      }
      for (const [index, { allocator, libc }] of wanted.entries()) {
        const [build] = (await untilEnd(db, runs[index] ?? "")).builds;
        expect(build?.error?.message ?? build?.status).toBe("succeeded");
        const imageId = build?.imageId ?? "";
        const binary = await getImageBinary({ imageId }, db);
        expect(binary.state === "read" && binary.program).toMatchObject({
          allocator: { name: allocator, evidence: [expect.stringMatching(/^holds/)] },
          libc: { name: libc },
        });
        images.push(imageId);
      }
      const { probe } = await startProbe({ images, rounds: 1 }, db);
      await vi.waitFor(
        async () => {
          const { images: probed } = await getProbe({ id: probe.id }, db);
          expect(probed.map(({ seen }) => [seen?.outcome, seen?.load?.state])).toEqual(
            images.map(() => ["runs", "seen"]),
          );
        },
        { timeout: 240_000, interval: 100 },
      );
    },
    BASES_TIMEOUT_MS,
  );
});
