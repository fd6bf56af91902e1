import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "../errors.ts";
import { measureImage } from "../oci/measure-image.ts";
import { LOG_LOST } from "./build-steps.ts";
import { buildRequest, findTestEngine, loadShellBase, Transcript } from "./testing/test-engine.ts";
import type { BuildRequest, Engine } from "./types.ts";

const { engine: found, reason } = await findTestEngine();
const shell = found && (await loadShellBase(found));
const folder = mkdtempSync(join(tmpdir(), "engine-build-"));
const tags: string[] = [];
afterAll(async () => {
  for (const tag of tags) await found?.removeImage(tag);
  rmSync(folder, { recursive: true });
});

let count = 0;
function write(text: string): string {
  count += 1;
  const path = join(folder, `Dockerfile.${count}`);
  writeFileSync(path, text);
  return path;
}

async function build(dockerfile: string, fields: Partial<BuildRequest> = {}) {
  if (!found) throw new Error("no engine");
  const transcript = new Transcript();
  const tag = `imagediet.local/test/build:${process.pid}-${count}`;
  tags.push(tag);
  const request = buildRequest(dockerfile, { tag, onProgress: transcript.take, ...fields });
  const outcome = await found.build(request).then(
    ({ imageId }) => ({ imageId, error: undefined }),
    (error: AppError) => ({ imageId: undefined, error }),
  );
  return { ...outcome, transcript, tag };
}

/** A value that a Dockerfile's `ARG FRESH` never had: what stands after it is in no cache. */
function fresh(): Pick<BuildRequest, "buildArguments"> {
  return { buildArguments: { FRESH: randomUUID() } };
}

async function save(engine: Engine, tag: string): Promise<Buffer> {
  return buffer(await engine.exportImage(tag));
}

describe("a build without a shell", () => {
  beforeEach((context) => context.skip(!found, reason));

  it("makes an image with the labels that were asked for, and finds it in the cache the second time", async () => {
    const service = join(folder, "service");
    mkdirSync(join(service, "target"), { recursive: true });
    writeFileSync(join(service, "main.rs"), `fn main() {} // ${Date.now()}`);
    writeFileSync(join(service, "target", "big"), "not to be sent");
    const path = write(
      "ARG WHO=nobody\nFROM scratch AS out\nARG WHO\nLABEL who=$WHO\nCOPY service /service\n",
    );
    const fields = {
      target: "out",
      contextFolders: { service },
      buildArguments: { WHO: "me" },
      labels: { "org.opencontainers.image.revision": "abc" },
    };
    const first = await build(path, fields);
    expect(first.error).toBeUndefined();
    const image = await found?.findImage(first.tag);
    expect(image?.imageId).toBe(first.imageId);
    expect(image?.labels).toEqual({ who: "me", "org.opencontainers.image.revision": "abc" });
    // the engine may tell of a step's beginning in a message of its own, or not
    const lastOfCopy = ({ transcript }: typeof first) =>
      transcript.steps().findLast((step) => step.includes("COPY"));
    expect(lastOfCopy(first)).toBe("completed [1/1] COPY service /service");

    const measured = await measureImage(await (found as Engine).exportImage(first.tag), { baseDiffIds: [] });
    expect(measured.imageId).toBe(first.imageId);
    expect(measured.fileCount).toBe(1);

    const second = await build(path, fields);
    expect(second.imageId).toBe(first.imageId);
    expect(lastOfCopy(second)).toBe("cached [1/1] COPY service /service");
  });

  it("names the line that cannot be read", async () => {
    const { error } = await build(write("FROM scratch\n\nCOPIE a b\n"));
    expect(error).toMatchObject({ code: "build-failed", detail: { dockerfileLine: 3 } });
    expect(error?.message).toContain("unknown instruction: COPIE");
  });

  it("names the step that misses a file, with its line", async () => {
    const { error } = await build(write("# one\nFROM scratch\nCOPY \\\n  missing /\n"));
    expect(error).toMatchObject({
      code: "build-failed",
      detail: { step: "[1/1] COPY   missing /", dockerfileLine: 3, dockerfileLineEnd: 4 },
    });
    expect(error?.message).toContain("not found");
  });

  it("names the target that is not there", async () => {
    const { error } = await build(write("FROM scratch AS a\nCOPY Dockerfile /\n"), { target: "b" });
    expect(error).toMatchObject({ code: "build-failed" });
    expect(error?.message).toContain("target stage b");
  });

  it("does not start where it is cancelled before", async () => {
    const { error } = await build(write("FROM scratch\nCOPY Dockerfile /\n"), {
      signal: AbortSignal.abort(),
    });
    expect(error).toMatchObject({ code: "cancelled" });
  });

  it("passes on a missing context folder as what it is", async () => {
    const contextFolders = { service: join(folder, "nowhere") };
    const { error } = await build(write("FROM scratch\nCOPY service /\n"), { contextFolders });
    expect(error).toMatchObject({ code: "bad-input" });
  });
});

describe("a build with a shell", () => {
  beforeEach((context) => {
    context.skip(!found, reason);
    context.skip(!shell, "no static busybox on this machine");
  });

  it("tells its steps in order, each log between its step's start and end", async () => {
    const stamp = Date.now();
    const text = `FROM ${shell} AS work\nARG FRESH\nRUN echo one && echo two\nRUN echo ${stamp} >/b\nFROM scratch\nCOPY --from=work /b /b\n`;
    const { transcript, error } = await build(write(text), fresh());
    expect(error).toBeUndefined();
    expect(transcript.logOf("echo one")).toBe("one\ntwo\n");
    const ours = transcript.steps().filter((step) => /RUN|COPY/.test(step));
    expect(ours).toEqual([
      "running [work 2/3] RUN echo one && echo two",
      "completed [work 2/3] RUN echo one && echo two",
      `running [work 3/3] RUN echo ${stamp} >/b`,
      `completed [work 3/3] RUN echo ${stamp} >/b`,
      "running [stage-1 1/1] COPY --from=work /b /b",
      "completed [stage-1 1/1] COPY --from=work /b /b",
    ]);
    for (const event of transcript.events) {
      if (event.type !== "log") continue;
      const at = transcript.events.indexOf(event);
      const same = (other: (typeof transcript.events)[number]) =>
        other.type === "step" && other.digest === event.digest;
      const start = transcript.events.findIndex(same);
      const end = transcript.events.findLastIndex(same);
      expect([start < at, at < end]).toEqual([true, true]);
    }
  });

  it("names the failing step, its last twenty lines and its lines in the Dockerfile", async () => {
    const text = [
      "ARG UNUSED=1",
      `FROM ${shell} AS base`,
      "RUN echo fine",
      "FROM base AS broken",
      "# a comment",
      // One stream: the engine promises no order between two.
      "RUN seq 1 30 >&2 \\",
      "    # in between",
      "    && echo no such thing >&2 \\",
      "    && exit 3",
      "RUN echo never",
    ].join("\n");
    const { error, transcript } = await build(write(text), { target: "broken" });
    expect(error).toMatchObject({
      code: "build-failed",
      detail: { reason: "exit code: 3", dockerfileLine: 6, dockerfileLineEnd: 9 },
    });
    expect(error?.detail?.lastLines).toEqual([
      ...Array.from({ length: 19 }, (_, index) => String(index + 12)),
      "no such thing",
    ]);
    expect(transcript.steps().at(-1)).toContain("failed [broken 1/2] RUN seq 1 30 >&2");
  });

  it("leaves no secret in the image, and none in its history", async () => {
    const secret = `hunter2-${Date.now()}`;
    const path = join(folder, "secret");
    writeFileSync(path, secret);
    const text = `FROM ${shell}\nARG FRESH\nRUN --mount=type=secret,id=ca sha256sum /run/secrets/ca && cat /run/secrets/ca >/dev/null\n`;
    const { tag, transcript, error } = await build(write(text), { ...fresh(), secretFiles: { ca: path } });
    expect(error).toBeUndefined();
    expect(transcript.logOf("secret")).toMatch(/^[0-9a-f]{64} /);
    const image = await save(found as Engine, tag);
    expect(image.includes("hunter2")).toBe(false);
    expect(image.includes("/run/secrets/ca")).toBe(true);
  });

  it("serves a secret late in a build: the session lives on", async () => {
    const path = join(folder, "late");
    writeFileSync(path, "x");
    const text = `FROM ${shell}\nARG FRESH\nRUN sleep 7\nRUN --mount=type=secret,id=late cat /run/secrets/late\n`;
    const { transcript, error } = await build(write(text), { ...fresh(), secretFiles: { late: path } });
    expect(error).toBeUndefined();
    expect(transcript.logOf("late")).toBe("x");
  });

  it("fails where a secret that is required is not given", async () => {
    const text = `FROM ${shell}\nRUN --mount=type=secret,id=absent,required=true cat /run/secrets/absent\n`;
    const { error } = await build(write(text));
    expect(error).toMatchObject({ code: "build-failed", detail: { dockerfileLine: 2 } });
    expect(error?.message).toContain("absent");
  });

  it("really stops the engine's work when it is cancelled", async () => {
    const marker = `${4000 + (process.pid % 900)}.${Date.now() % 1000}`;
    const isRunning = () =>
      execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).includes(`sleep ${marker}`);
    const stop = new AbortController();
    const transcript = new Transcript();
    let ranMeanwhile = false;
    const { error } = await build(write(`FROM ${shell}\nRUN echo now; sleep ${marker}\n`), {
      signal: stop.signal,
      onProgress: (event) => {
        transcript.take(event);
        if (event.type !== "log") return;
        ranMeanwhile = isRunning();
        stop.abort();
      },
    });
    expect(error).toMatchObject({ code: "cancelled" });
    expect(transcript.steps().at(-1)).toContain("cancelled [2/2] RUN echo now");
    await expect.poll(isRunning, { timeout: 120_000 }).toBe(false);
    // An engine on another machine would not show its processes here.
    expect(ranMeanwhile || !process.env.DOCKER_HOST?.startsWith("unix:")).toBe(true);
  });

  it("keeps every line of a log of 100,000, also for a slow reader, or says where the engine lost the rest", async (context) => {
    const text = `FROM ${shell}\nARG FRESH\nRUN for i in $(seq 1 100000); do echo "line $i of a long log"; done\n`;
    let events = 0;
    const transcript = new Transcript();
    const { error } = await build(write(text), {
      ...fresh(),
      onProgress: async (event) => {
        transcript.take(event);
        events += 1;
        if (events % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      },
    });
    const log = transcript.logOf("line $i");
    context.skip(log.includes("[output clipped"), "this engine clips logs (BUILDKIT_STEP_LOG_MAX_SIZE)");
    const [kept = "", ...lost] = log.split(LOG_LOST);
    const lines = kept.split("\n").slice(0, -1);
    expect(lines).toEqual(lines.map((_, index) => `line ${index + 1} of a long log`));
    // An engine of the 20.10 series may do so where it is busy: the build is to be tried again, or has ended well.
    if (lost.length > 0) expect(["engine-unavailable", undefined]).toContain(error?.code);
    else expect([error, lines.length]).toEqual([undefined, 100_000]);
  });

  it("shares the stages of builds that run at the same time", async () => {
    const stamp = Date.now();
    const text = `FROM ${shell} AS shared\nRUN echo ${stamp}; sleep 3; cat /proc/sys/kernel/random/uuid | sed s/^/id:/ >/id; cat /id\nFROM shared AS a\nRUN cat /id >/a\nFROM shared AS b\nRUN cat /id >/b\n`;
    const path = write(text);
    const [a, b] = await Promise.all([
      build(path, { target: "a", tag: `imagediet.local/test/shared-a:${stamp}` }),
      build(path, { target: "b", tag: `imagediet.local/test/shared-b:${stamp}` }),
    ]);
    tags.push(`imagediet.local/test/shared-a:${stamp}`, `imagediet.local/test/shared-b:${stamp}`);
    expect([a.error, b.error]).toEqual([undefined, undefined]);
    const ids = [a, b].map(({ transcript }) => /id:\S+/.exec(transcript.logOf(String(stamp)))?.[0]);
    const [first, second] = await Promise.all(
      ["a", "b"].map((name) => found?.findImage(`imagediet.local/test/shared-${name}:${stamp}`)),
    );
    expect(first?.diffIds.slice(0, 2)).toEqual(second?.diffIds.slice(0, 2));
    expect(ids[0]).toBe(ids[1]);
  });

  it("runs again what stands after an argument of another value, and says cached where nothing changed", async () => {
    const path = write(`FROM ${shell}\nARG FRESH\nRUN cat /proc/sys/kernel/random/uuid >/id\n`);
    const first = await build(path);
    const cached = await build(path);
    const again = await build(path, fresh());
    expect(cached.imageId).toBe(first.imageId);
    expect(cached.transcript.steps().some((step) => step.startsWith("cached [2/2] RUN"))).toBe(true);
    expect(again.imageId).not.toBe(first.imageId);
  });

  it("stops the build where its progress cannot be kept", async () => {
    const text = `FROM ${shell}\nRUN echo first; sleep 30\n`;
    const { error } = await build(write(text), {
      onProgress: (event) => {
        if (event.type === "log") throw new Error("the database is full");
      },
    });
    expect(error).toEqual(new Error("the database is full"));
  });
});
