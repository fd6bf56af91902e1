import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whyNoBusybox } from "../engine/testing/static-busybox.ts";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import type { ImageProbe } from "../probes/schemas.ts";
import { probeImages } from "./probe-images.ts";
import { DEFAULT_SETTINGS, type ProbeSettings } from "./settings.ts";
import { BAD, loadShellImage, type ShellImage, WELL } from "./testing/shell-images.ts";

const { engine, reason } = await findTestEngine();
const why = engine ? whyNoBusybox : reason;
if (why !== undefined) console.warn(`SKIPPED: ${why}`);

const LABEL = "dev.imagediet.test-hostile";
/** Long enough for whoever answers, ends or stops at all, on any machine. */
const PATIENT: ProbeSettings = {
  ...DEFAULT_SETTINGS,
  rounds: 1,
  loadRounds: 1,
  idleMs: 100,
  healthTimeoutMs: 60_000,
  stopSeconds: 30,
  memoryBytes: 64_000_000,
  processes: 48,
};
/** What is waited for in vain, by who has others wait for it. */
const IN_VAIN = {
  health: { ...PATIENT, healthTimeoutMs: 3000 },
  stop: { ...PATIENT, stopSeconds: 1 },
};
const SETTINGS: Record<string, ProbeSettings> = {
  neverHealthy: IN_VAIN.health,
  listensElsewhere: IN_VAIN.health,
  forks: IN_VAIN.health,
  floodsItsLog: IN_VAIN.health,
  ignoresTerm: IN_VAIN.stop,
};

const images: ShellImage[] = [];
const seen: Record<string, ImageProbe | undefined> = {};
const ports = { used: 0, leftOpen: 0 };

async function probe(
  given: ShellImage[],
  settings: ProbeSettings,
  signal = new AbortController().signal,
): Promise<ImageProbe[]> {
  if (!engine) throw new Error("no engine");
  const watched: typeof engine = {
    ...engine,
    createContainer: async (request) => {
      const container = await engine.createContainer(request);
      return {
        ...container,
        remove: async () => {
          await container.remove();
          ports.used += 1;
          // At once, for soon the port may be anybody's.
          if (await isOpen(Number(request.environment.PORT))) ports.leftOpen += 1;
        },
      };
    },
  };
  return probeImages({
    ...{ engine: watched, images: given, settings, signal },
    labels: { [LABEL]: String(process.pid) },
    onProgress: () => {},
  });
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

describe.skipIf(why !== undefined)("hostile images on a real engine", () => {
  beforeAll(async () => {
    if (!engine) return;
    for (const [variant, script] of Object.entries({ ...BAD, well: WELL })) {
      images.push(await loadShellImage(engine, script, { variant }));
    }
    images.push(
      await loadShellImage(engine, "", { variant: "missing", entrypoint: ["/nothing"] }),
      await loadShellImage(engine, WELL, { variant: "asRoot", user: "" }),
      await loadShellImage(engine, "", {
        variant: "noInterpreter",
        entrypoint: ["/script"],
        files: [{ path: "script", content: Buffer.from("#!/no/such/loader\n"), mode: 0o755 }],
      }),
    );
    for (const [settings, group] of Map.groupBy(images, ({ variant }) => SETTINGS[variant] ?? PATIENT)) {
      const results = await probe(group, settings);
      for (const [index, { variant }] of group.entries()) seen[variant] = results[index];
    }
  });
  afterAll(async () => {
    for (const image of images) await image.remove();
  });

  it("leave no container and no port behind", async () => {
    expect(await engine?.listContainers(LABEL)).toEqual([]);
    expect(ports.used).toBeGreaterThan(images.length);
    expect(ports.leftOpen).toBe(0);
  });

  it.each([
    ["neverHealthy", "never-healthy", "no healthy answer within 3 s: nobody listens there"],
    ["listensElsewhere", "never-healthy", "It listens on 127.0.0.1:"],
    ["forks", "never-healthy", "no healthy answer"],
    ["floodsItsLog", "never-healthy", "no healthy answer"],
    ["exits", "exits", "with exit code 3 before it was healthy. Its last words: no configuration given"],
    ["fillsMemory", "exits", "more than the 64 MB"],
    ["needsToWrite", "exits", "With a writable root it runs."],
    ["missing", "cannot-start", "entrypoint is not in it"],
    ["noInterpreter", "exits", "interpreter"],
  ] as const)("%s is %s, in words", (variant, outcome, words) => {
    expect(seen[variant]).toMatchObject({ outcome, starts: { healthy: 0 } });
    expect(seen[variant]?.reason).toContain(words);
  });

  it("are told their exit code, and whether memory was it", () => {
    expect(seen.exits).toMatchObject({ exitCode: 3, log: "no configuration given\n" });
    expect(seen.fillsMemory).toMatchObject({ exitCode: 137, isOutOfMemory: true });
    expect(seen.needsToWrite).toMatchObject({
      exitCode: 1,
      writes: { state: "seen", paths: ["/data/state"] },
    });
  });

  it("have a bounded log", () => {
    expect(seen.floodsItsLog?.isLogCut).toBe(true);
    expect(seen.floodsItsLog?.log.length).toBeLessThanOrEqual(16_000);
  });

  it("are killed once where they ignore SIGTERM, and still measured", () => {
    expect(seen.ignoresTerm).toMatchObject({
      outcome: "runs",
      starts: { tried: 2, healthy: 2 },
      stop: { exitCode: 137, isGraceful: false },
    });
    expect(seen.ignoresTerm?.stop?.ms.samples).toHaveLength(1);
  });

  it("do not keep one that is well from being measured", () => {
    expect(seen.well).toMatchObject({
      outcome: "runs",
      starts: { tried: 2, healthy: 2 },
      memory: { state: "seen", from: "proc" },
      openFiles: { state: "seen" },
      user: { state: "seen", uid: 65532, gid: 65532, wouldBeRoot: false },
      stop: { exitCode: 0, isGraceful: true },
      writes: { state: "seen", count: 0 },
      shell: { state: "seen", hasShell: true },
      https: { state: "cannot-tell" },
      load: { state: "cannot-tell" },
      log: "ready\n",
    });
    const { totalMs, engineMs, processMs } = seen.well?.start ?? {};
    expect(totalMs?.median).toBeCloseTo((engineMs?.median ?? 0) + (processMs?.median ?? 0), 3);
  });

  it("do not become root where the image would be", () => {
    expect(seen.asRoot?.user).toEqual({ state: "seen", uid: 65532, gid: 65532, wouldBeRoot: true });
  });

  it("are taken away at once when the probe is cancelled", async () => {
    const slow = images.filter(({ variant }) => variant === "neverHealthy");
    const stop = new AbortController();
    const probing = probe(slow, PATIENT, stop.signal);
    const timer = setInterval(async () => {
      if ((await engine?.listContainers(LABEL))?.length) stop.abort();
    }, 50);
    await expect(probing.finally(() => clearInterval(timer))).rejects.toMatchObject({ code: "cancelled" });
    expect(await engine?.listContainers(LABEL)).toEqual([]);
  });
});
