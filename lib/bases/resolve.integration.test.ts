import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import { OwnEngine, whyNoOwnEngine } from "../engine/testing/own-engine.ts";
import { pushImage, startRegistry, type TestRegistry } from "../engine/testing/registry.ts";
import { buildRequest, findTestEngine } from "../engine/testing/test-engine.ts";
import type { Engine } from "../engine/types.ts";
import { parseEnv } from "../env.ts";
import type { BaseRole } from "../variants/variants.ts";
import { resolveBase } from "./resolve.ts";

const { engine: found, reason } = await findTestEngine();
const platform = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
const folders: string[] = [];
const tags: string[] = [];
afterAll(async () => {
  for (const tag of tags) await found?.removeImage(tag);
  for (const folder of folders) await rm(folder, { recursive: true });
});

function engine(): Engine {
  if (!found) throw new Error("no engine");
  return found;
}

async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "image-diet-home-"));
  folders.push(home);
  return home;
}

async function resolve(role: BaseRole, settings: Record<string, string>, on = engine()) {
  const lines: string[] = [];
  const base = await resolveBase(role, {
    engine: on,
    env: parseEnv(settings),
    platform,
    signal: new AbortController().signal,
    onProgress: (line) => lines.push(line),
  });
  return { base, lines };
}

/** An image of its own for each text, with nothing in it but that text. */
async function makeImage(text: string): Promise<string> {
  const folder = await newHome();
  await writeFile(join(folder, "Dockerfile"), "FROM scratch\nCOPY Dockerfile text /\n");
  await writeFile(join(folder, "text"), text);
  const tag = `imagediet.local/test/base:${process.pid}-${tags.length}`;
  tags.push(tag);
  const contextFiles = { Dockerfile: join(folder, "Dockerfile"), text: join(folder, "text") };
  await engine().build(buildRequest("", { contextFiles, tag }));
  return tag;
}

beforeEach((context) => context.skip(!found, reason));

describe("an override", () => {
  it("is used as it is in the engine, under a name that does not move with its tag", async () => {
    const home = await newHome();
    const tag = await makeImage(`first ${home}`);
    const settings = { IMAGE_DIET_HOME: home, IMAGE_DIET_BASE_ALPINE: tag };
    const { base } = await resolve("alpine", settings);
    tags.push(base.buildReference);
    expect(base).toMatchObject({ role: "alpine", reference: tag, origin: "override", digest: base.imageId });
    expect((await engine().findImage(base.buildReference))?.imageId).toBe(base.imageId);
    await engine().tag(await makeImage(`second ${home}`), tag);
    expect((await engine().findImage(base.buildReference))?.imageId).toBe(base.imageId);
    const { base: moved } = await resolve("alpine", settings);
    tags.push(moved.buildReference);
    expect(moved.imageId).not.toBe(base.imageId);
  });

  it("that exists nowhere is refused with the variable's name and what to do", async () => {
    const reference = "127.0.0.1:9/nowhere/nothing:1";
    const settings = { IMAGE_DIET_HOME: await newHome(), IMAGE_DIET_BASE_DISTROLESS_CC: reference };
    await expect(resolve("distroless-cc", settings)).rejects.toMatchObject({
      code: "base-unavailable",
      message: expect.stringMatching(
        /^IMAGE_DIET_BASE_DISTROLESS_CC=127\.0\.0\.1:9\/nowhere\/nothing:1 cannot be used: .*Correct the reference, or unset it\.$/,
      ),
    });
  });
});

describe("a registry", () => {
  let registry: TestRegistry | undefined;
  beforeAll(async () => {
    registry = found && (await startRegistry());
  });
  afterAll(() => registry?.stop());
  beforeEach((context) => context.skip(!registry, "docker-registry is not installed"));

  it("gives an official image by a mirror's prefix, pinned by its digest, once", async () => {
    if (!registry) return;
    const home = await newHome();
    const image = await makeImage(`official ${home}`);
    const imageId = (await engine().findImage(image))?.imageId;
    await pushImage(registry, engine().host, { image, name: "library/alpine", tag: "3.22" });
    const settings = { IMAGE_DIET_HOME: home, IMAGE_DIET_REGISTRY_MIRROR: registry.address };
    const { base } = await resolve("alpine", settings);
    expect(base).toMatchObject({ reference: "alpine:3.22", origin: "registry", imageId });
    expect(base.buildReference).toBe(`${registry.address}/library/alpine@${base.digest}`);
    expect(base.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(base.digest).not.toBe(imageId);
    tags.push(base.buildReference);

    const { base: again, lines } = await resolve("alpine", settings);
    expect(again).toEqual(base);
    expect(lines).toEqual([]);
  });

  it("gives what a build can stand on, also when it is gone again", async () => {
    const registry = found && (await startRegistry());
    if (!registry) return;
    const image = await makeImage(`to build on ${process.pid}`);
    const name = "gcr.io/distroless/static-debian13";
    await pushImage(registry, engine().host, { image, name, tag: "nonroot" });
    const settings = { IMAGE_DIET_HOME: await newHome(), IMAGE_DIET_REGISTRY_MIRROR: registry.address };
    const { base } = await resolve("distroless-static", settings);
    tags.push(base.buildReference);
    await registry.stop();
    const folder = await newHome();
    const dockerfile = join(folder, "Dockerfile");
    await writeFile(dockerfile, "ARG BASE\nFROM $BASE\nCOPY Dockerfile /more\n");
    const tag = `imagediet.local/test/on-base:${process.pid}`;
    tags.push(tag);
    await engine().build(buildRequest(dockerfile, { tag, buildArguments: { BASE: base.buildReference } }));
    const built = await engine().findImage(tag);
    expect(built?.diffIds.slice(0, base.diffIds.length)).toEqual(base.diffIds);
  });

  it("that lacks the image ends in a sentence where nothing else may be used", async () => {
    if (!registry) return;
    const settings = {
      IMAGE_DIET_HOME: await newHome(),
      IMAGE_DIET_REGISTRY_MIRROR: registry.address,
      IMAGE_DIET_BASES: "registry",
    };
    await expect(resolve("debian-slim", settings)).rejects.toMatchObject({
      code: "base-unavailable",
      message: expect.stringMatching(
        /^There is no base for debian-slim \(debian:trixie-slim\)\. .*IMAGE_DIET_BASE_DEBIAN_SLIM\.$/,
      ),
    });
  });

  it("that cannot be reached is asked once for all roles", async () => {
    const home = await newHome();
    let pulls = 0;
    const counting: Engine = {
      ...engine(),
      pull: (reference, options) => {
        pulls += 1;
        return engine().pull(reference, options);
      },
    };
    const settings = { IMAGE_DIET_HOME: home, IMAGE_DIET_REGISTRY_MIRROR: "127.0.0.1:9" };
    const env = parseEnv({ ...settings, IMAGE_DIET_BASES: "registry" });
    const roles: BaseRole[] = ["alpine", "debian-slim", "distroless-cc"];
    const failures = await Promise.allSettled(
      roles.map((role) =>
        resolveBase(role, {
          engine: counting,
          env,
          platform,
          signal: new AbortController().signal,
          onProgress: () => {},
        }),
      ),
    );
    expect(failures.map((failure) => failure.status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(pulls).toBe(1);
    const remembered = await readFile(join(home, "bases/unreachable.json"), "utf8");
    expect(remembered).toContain("127.0.0.1:9");
  });
});

describe("a stand-in", () => {
  const home = process.env.IMAGE_DIET_HOME ?? "";
  const settings = { IMAGE_DIET_HOME: home, IMAGE_DIET_BASES: "stand-in" };
  // What is taken away here, other tests build on at the same time.
  const own = found && whyNoOwnEngine() === undefined ? new OwnEngine() : undefined;
  const engineOfOurs = own ? connectEngine(own.host) : found;
  const engine = () => {
    if (!engineOfOurs) throw new Error("no engine");
    return engineOfOurs;
  };
  const resolveOurs = (role: BaseRole, given: Record<string, string>) => resolve(role, given, engine());
  beforeAll(() => own?.start());
  beforeEach((context) => context.skip(home === "", "IMAGE_DIET_HOME is not set"));

  it("says what it is, in the image and in the answer", async () => {
    const { base } = await resolveOurs("alpine", settings);
    expect(base).toMatchObject({ origin: "stand-in", reference: "alpine:3.22", digest: base.imageId });
    expect(base.packages).toMatchObject({ "busybox-static": expect.any(String), musl: expect.any(String) });
    const image = await engine().findImage(base.buildReference);
    expect(image?.imageId).toBe(base.imageId);
    expect(image?.diffIds).toEqual(base.diffIds);
    expect(image?.labels).toMatchObject({
      "dev.imagediet.base.standin": "true",
      "dev.imagediet.base.for": "alpine:3.22",
      "dev.imagediet.base.inputs": base.inputs,
    });
  });

  it("is taken as it is the second time, and loaded where the engine lost it", async () => {
    const { base } = await resolveOurs("alpine", settings);
    expect((await resolveOurs("alpine", settings)).lines).toEqual([]);
    await engine().removeImage(base.buildReference);
    const { base: loaded, lines } = await resolveOurs("alpine", settings);
    expect(loaded).toEqual(base);
    expect(lines).toEqual([`Loading ${base.buildReference} into the engine`]);
  });

  it("is assembled once by two that ask at the same time, and is the same from the same packages", async () => {
    const other = await newHome();
    const fresh = { ...settings, IMAGE_DIET_HOME: other };
    const [first, second] = await Promise.all([
      resolveOurs("distroless-static", fresh),
      resolveOurs("distroless-static", fresh),
    ]);
    expect(first.base).toEqual(second.base);
    const assembled = [...first.lines, ...second.lines].filter((line) => line.startsWith("Assembling"));
    expect(assembled).toHaveLength(1);
    const files = await readdir(join(other, "bases"));
    expect(files.filter((file) => file.startsWith("assembling"))).toEqual([]);
    const shared = await resolveOurs("base-nossl", fresh);
    expect(shared.base.diffIds.slice(0, first.base.diffIds.length)).toEqual(first.base.diffIds);

    const third = await newHome();
    expect((await resolveOurs("distroless-static", { ...fresh, IMAGE_DIET_HOME: third })).base).toEqual(
      first.base,
    );
  });

  it("is assembled anew where its archive is broken", async () => {
    const fresh = { ...settings, IMAGE_DIET_HOME: await newHome() };
    const { base } = await resolveOurs("distroless-static", fresh);
    const archive = join(fresh.IMAGE_DIET_HOME, "bases", `${base.inputs}.tar`);
    await writeFile(archive, (await readFile(archive)).subarray(0, 4096));
    await engine().removeImage(base.buildReference);
    expect((await resolveOurs("distroless-static", fresh)).base).toEqual(base);
    expect((await buffer(await engine().exportImage(base.buildReference))).length).toBeGreaterThan(4096);
  });

  it("stops when it is told to, and leaves nothing half-made", async () => {
    const home = await newHome();
    const stop = new AbortController();
    const assembling = resolveBase("base-nossl", {
      engine: engine(),
      env: parseEnv({ ...settings, IMAGE_DIET_HOME: home }),
      platform,
      signal: stop.signal,
      onProgress: (line) => {
        if (line.startsWith("Downloading")) stop.abort();
      },
    });
    await expect(assembling).rejects.toMatchObject({ code: "cancelled" });
    expect((await readdir(join(home, "bases"))).filter((file) => file !== "apt")).toEqual([]);
  });
});
