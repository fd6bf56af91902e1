import { toFigure } from "../figures.ts";
import { type ImageProbe, imageProbe, type ProbeSummary } from "../schemas.ts";

const HOST = {
  ...{ name: "bench", cores: 2, processor: "made up", memoryBytes: 8e9 },
  ...{ engineVersion: "20.10", storageDriver: "overlay2", loadBefore: 0.1 },
};

function sampleFigure(...samples: number[]) {
  const made = toFigure(samples);
  if (!made) throw new Error("no samples");
  return made;
}

/** What is seen of an image that runs, with other fields on request. For tests only. */
export function sampleSeen(
  over: Partial<ImageProbe> & { startMs?: number[]; perSecond?: number[]; p50Ms?: number[] } = {},
): ImageProbe {
  const { startMs = [300, 301, 302], perSecond = [500, 501, 502], p50Ms = [5], ...fields } = over;
  return imageProbe.parse({
    outcome: "runs",
    starts: { tried: 4, healthy: 4 },
    start: {
      totalMs: sampleFigure(...startMs),
      engineMs: sampleFigure(290),
      processMs: sampleFigure(10),
    },
    memory: { state: "seen", from: "proc", idleBytes: sampleFigure(3e6) },
    load: {
      state: "seen",
      loads: [
        {
          ...{ kind: "allocate", threads: 4, requests: 100, failures: 0 },
          ...{
            perSecond: sampleFigure(...perSecond),
            p50Ms: sampleFigure(...p50Ms),
            p99Ms: sampleFigure(9),
          },
        },
      ],
    },
    log: "ready\n",
    isLogCut: false,
    ...fields,
  });
}

/** One image's part of a probe. For tests only. */
export function sampleProbe(imageId: string, seen: ImageProbe): ProbeSummary {
  return {
    probeId: "0198c0de-0000-7000-8000-000000000000",
    imageId,
    finishedAt: "2026-11-22T11:00:00.000Z",
    rounds: 3,
    host: HOST,
    seen,
  };
}
