import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import type { ImageProbe } from "../probes/schemas.ts";
import { probeImages } from "./probe-images.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { BAD, loadShellImage, type ShellImage, WELL, whyNoBusybox } from "./testing/shell-images.ts";

const { engine, reason } = await findTestEngine();
const why = engine ? whyNoBusybox : reason;
if (why !== undefined) console.warn(`SKIPPED: ${why}`);

const LABEL = "dev.imagediet.test-hostile";
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  rounds: 1,
  loadRounds: 1,
  idleMs: 100,
  healthTimeoutMs: 2500,
  stopSeconds: 1,
  memoryBytes: 64_000_000,
  processes: 48,
};

const images: ShellImage[] = [];
let seen: Record<string, ImageProbe> = {};
let ports: number[] = [];

async function probe(given: ShellImage[], signal = new AbortController().signal): Promise<ImageProbe[]> {
  if (!engine) throw new Error("no engine");
  const watched = {
    ...engine,
    createContainer: (request: Parameters<typeof engine.createContainer>[0]) => {
      ports.push(Number(request.environment.PORT));
      return engine.createContainer(request);
    },
  };
  return probeImages({
    ...{ engine: watched, images: given, settings: SETTINGS, signal },
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
    const results = await probe(images);
    seen = Object.fromEntries(images.map(({ variant }, index) => [variant, results[index]])) as typeof seen;
  });
  afterAll(async () => {
    for (const image of images) await image.remove();
  });

  it("leave no container and no port behind", async () => {
    expect(await engine?.listContainers(LABEL)).toEqual([]);
    expect(ports.length).toBeGreaterThan(images.length);
    for (const port of ports) expect(await isOpen(port)).toBe(false);
  });

  it.each([
    ["neverHealthy", "never-healthy", "no healthy answer within 2.5 s: nobody listens there"],
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
    ports = [];
    const probing = probe(slow, stop.signal);
    const timer = setInterval(async () => {
      if ((await engine?.listContainers(LABEL))?.length) stop.abort();
    }, 50);
    await expect(probing.finally(() => clearInterval(timer))).rejects.toMatchObject({ code: "cancelled" });
    expect(await engine?.listContainers(LABEL)).toEqual([]);
  });
});
