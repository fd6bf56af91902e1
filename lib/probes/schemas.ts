import { z } from "zod";
import { JOB_STATUSES } from "../job-status.ts";

/** Several measurements of one thing: see figures.ts. */
export const figure = z.object({
  median: z.number(),
  low: z.number(),
  high: z.number(),
  samples: z.array(z.number()),
});

/** What could not be told, and why. */
const cannotTell = z.object({ state: z.literal("cannot-tell"), why: z.string() });

const OUTCOMES = ["runs", "unsteady", "never-healthy", "exits", "cannot-start", "out-of-reach"] as const;
export const outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcome>;

/** A load on one endpoint: requests over kept connections, one after the other on each. */
export const LOAD_KINDS = ["compute", "allocate"] as const;
const load = z.object({
  kind: z.enum(LOAD_KINDS),
  /** So many requests were in work at a time, each on a thread of the service. */
  threads: z.number().int(),
  /** Over all rounds. */
  requests: z.number().int(),
  failures: z.number().int(),
  perSecond: figure,
  p50Ms: figure,
  p99Ms: figure,
});
export type Load = z.infer<typeof load>;

const call = z.object({ isTrusted: z.boolean(), said: z.string() });
const lookup = z.object({ isFound: z.boolean(), said: z.string(), tookMs: z.number() });

/** What was seen of one image when it was run. What was not seen is absent, or says that it could not be told. */
export const imageProbe = z.object({
  outcome,
  /** What happened, in a sentence, where it does not simply run. */
  reason: z.string().optional(),
  /** What to change so that it runs. */
  cure: z.string().optional(),
  exitCode: z.number().int().optional(),
  isOutOfMemory: z.boolean().optional(),
  starts: z.object({ tried: z.number().int(), healthy: z.number().int() }),
  /** From the order to create a container to the first healthy answer: the engine's share until the process runs, and the process's own. */
  start: z.object({ totalMs: figure, engineMs: figure, processMs: figure }).optional(),
  memory: z
    .discriminatedUnion("state", [
      z.object({
        state: z.literal("seen"),
        /** proc: resident memory by /proc; ps: the same by the engine's ps; cgroup: of its control group, files apart. */
        from: z.enum(["proc", "ps", "cgroup"]),
        idleBytes: figure,
        loadedBytes: figure.optional(),
      }),
      cannotTell,
    ])
    .optional(),
  threads: z
    .discriminatedUnion("state", [
      z.object({
        state: z.literal("seen"),
        idle: z.number().int(),
        loaded: z.number().int().optional(),
      }),
      cannotTell,
    ])
    .optional(),
  openFiles: z
    .discriminatedUnion("state", [
      z.object({ state: z.literal("seen"), count: z.number().int() }),
      cannotTell,
    ])
    .optional(),
  user: z
    .discriminatedUnion("state", [
      z.object({
        state: z.literal("seen"),
        uid: z.number().int(),
        gid: z.number().int(),
        /** The image would run as root; another user was put in its place. */
        wouldBeRoot: z.boolean(),
      }),
      cannotTell,
    ])
    .optional(),
  stop: z
    .object({
      ms: figure,
      exitCode: z.number().int(),
      /** It ended by itself after SIGTERM. */
      isGraceful: z.boolean(),
    })
    .optional(),
  /** What it writes where its root is writable: a read-only root refuses these. */
  writes: z
    .discriminatedUnion("state", [
      z.object({ state: z.literal("seen"), paths: z.array(z.string()), count: z.number().int() }),
      cannotTell,
    ])
    .optional(),
  /** HTTPS to a server here, whose authority the image does not know, and then is given. */
  https: z
    .discriminatedUnion("state", [
      z.object({
        state: z.literal("seen"),
        /** How many authorities the service trusts, where it tells. */
        roots: z.number().int().optional(),
        without: call,
        with: call.optional(),
        cure: z.string().optional(),
      }),
      cannotTell,
    ])
    .optional(),
  timeZone: z
    .discriminatedUnion("state", [
      z.object({
        state: z.literal("seen"),
        /** What was set as TZ. */
        asked: z.string(),
        isFollowed: z.boolean(),
        said: z.string(),
        cure: z.string().optional(),
      }),
      cannotTell,
    ])
    .optional(),
  names: z
    .discriminatedUnion("state", [
      z.object({ state: z.literal("seen"), localhost: lookup, unknown: lookup }),
      cannotTell,
    ])
    .optional(),
  shell: z
    .discriminatedUnion("state", [
      z.object({ state: z.literal("seen"), hasShell: z.boolean(), said: z.string() }),
      cannotTell,
    ])
    .optional(),
  load: z
    .discriminatedUnion("state", [z.object({ state: z.literal("seen"), loads: z.array(load) }), cannotTell])
    .optional(),
  /** The end of what the container wrote, in its first start or in the one that failed. */
  log: z.string(),
  isLogCut: z.boolean(),
});
export type ImageProbe = z.infer<typeof imageProbe>;

/** Where it was measured. */
export const probeHost = z.object({
  name: z.string(),
  cores: z.number().int(),
  processor: z.string(),
  memoryBytes: z.number(),
  engineVersion: z.string(),
  storageDriver: z.string(),
  /** The load average of the last minute before the first start. */
  loadBefore: z.number(),
});
export type ProbeHost = z.infer<typeof probeHost>;

/** What was seen of one image, with when and where; a comparison and its snapshots hold these. */
export const probeSummary = z.object({
  probeId: z.uuid(),
  imageId: z.string(),
  finishedAt: z.iso.datetime(),
  rounds: z.number().int(),
  host: probeHost,
  seen: imageProbe,
});
export type ProbeSummary = z.infer<typeof probeSummary>;

const probeStatus = z.enum(JOB_STATUSES);

/** A probe as a job: some images run in turns, and what was seen of each. */
export const probeView = z.object({
  id: z.uuid(),
  status: probeStatus,
  attempt: z.number().int(),
  cancelRequested: z.boolean(),
  rounds: z.number().int(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
  /** What it waits for or does now, in one line. */
  waitingFor: z.string().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  host: probeHost.optional(),
  images: z.array(z.object({ imageId: z.string(), variant: z.string(), seen: imageProbe.optional() })),
});
export type ProbeView = z.infer<typeof probeView>;

/** Of an image the probe that was asked for last. */
export const newestProbe = z.object({ imageId: z.string(), id: z.uuid(), status: probeStatus });
export type NewestProbe = z.infer<typeof newestProbe>;

/** The newest answer about an image, and what goes on or went wrong since. */
const imageProbes = z.object({
  imageId: z.string(),
  latest: probeSummary.optional(),
  current: probeView.omit({ images: true }).optional(),
});
export type ImageProbes = z.infer<typeof imageProbes>;
