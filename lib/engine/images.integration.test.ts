import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect as connectSocket } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { measureImage } from "../oci/measure-image.ts";
import { buildArchive } from "../oci/testing/build-archive.ts";
import { buildTar } from "../oci/testing/build-tar.ts";
import { temporaryFolder } from "../scan/testing/temporary-folder.ts";
import { unpackImages } from "../scan/unpack-images.ts";
import { readJsonLines } from "./build-stream.ts";
import { createDocker, requestStream } from "./modem.ts";
import { startRegistry } from "./testing/registry.ts";
import { findTestEngine } from "./testing/test-engine.ts";
import type { Engine } from "./types.ts";

const { engine: found, reason } = await findTestEngine();
const platform = "linux/amd64";

function engine(): Engine {
  if (!found) throw new Error(reason);
  return found;
}

async function load(text: string) {
  const unique = randomUUID();
  const tag = `imagediet.local/test/images:${unique}`;
  const layer = buildTar([{ path: "a", content: Buffer.from(text) }]);
  const config = { Cmd: ["/a"], Labels: { unique } };
  const built = buildArchive({ layers: [layer], tags: [tag], config });
  await engine().loadImage(Readable.from([built.bytes]));
  onTestFinished(() => engine().removeImage(tag));
  return { ...built, tag };
}

beforeEach((context) => context.skip(!found, reason));

describe("images of an engine", () => {
  it("are loaded, found, tagged, exported and removed", async () => {
    const { tag, imageId, diffIds, configText } = await load("one");
    expect(await engine().findImage(tag)).toMatchObject({ imageId, diffIds, tags: [tag], repoDigests: [] });
    const other = `${tag}-other`;
    await engine().tag(tag, other);
    expect((await engine().findImage(imageId))?.tags.sort()).toEqual([tag, other]);
    const measured = await measureImage(await engine().exportImage(other), { baseDiffIds: [] });
    expect(measured).toMatchObject({ imageId, configText, sizeBytes: 3 });
    await engine().removeImage(other);
    await engine().removeImage(tag);
    expect(await engine().findImage(imageId)).toBeUndefined();
    await engine().removeImage(tag);
  });

  it("are exported together, with what they share once", async () => {
    const base = buildTar([{ path: "base", content: Buffer.from(`${process.pid} ${Date.now()}`) }]);
    const own = ["one", "two"].map((text) => buildTar([{ path: "own", content: Buffer.from(text) }]));
    const tags = ["one", "two"].map((name) => `imagediet.local/test/together:${name}-${process.pid}`);
    const built = own.map((layer, index) =>
      buildArchive({ layers: [base, layer], tags: [tags[index] ?? ""], config: { Cmd: ["/own"] } }),
    );
    for (const { bytes } of built) await engine().loadImage(Readable.from([bytes]));
    onTestFinished(async () => {
      for (const tag of tags) await engine().removeImage(tag);
    });
    const folder = await temporaryFolder();
    const manifests = await unpackImages(await engine().readImages(tags), folder);
    expect([...manifests.keys()].sort()).toEqual(built.map(({ imageId }) => imageId).sort());
    const blobs = await readdir(join(folder, "blobs", "sha256"));
    const layers = new Set(built.flatMap(({ diffIds }) => diffIds).map((diffId) => diffId.slice(7)));
    expect(layers.size).toBe(3);
    expect(blobs).toEqual(expect.arrayContaining([...layers]));
    await expect(engine().readImages([...tags, "imagediet.local/test/absent:1"])).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("that are not there are told apart from failures", async () => {
    const absent = "imagediet.local/test/absent:1";
    expect(await engine().findImage(absent)).toBeUndefined();
    await expect(engine().exportImage(absent)).rejects.toMatchObject({ code: "not-found" });
    await expect(engine().tag(absent, "imagediet.local/test/other:1")).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("are not loaded from what is no image", async () => {
    await expect(engine().loadImage(Readable.from([Buffer.from("no tar")]))).rejects.toMatchObject({
      code: "engine-failed",
    });
  });

  it("can be left in the middle of their export", async () => {
    const { tag } = await load("two");
    const stream = await engine().exportImage(tag);
    stream.destroy();
    expect((await engine().info()).version).not.toBe("");
  });
});

describe("a pull", () => {
  it("brings the image that a registry has, with its digest", async (context) => {
    const started = await startRegistry();
    if (!started) return context.skip("docker-registry is not installed");
    onTestFinished(started.stop);
    const registry = started.address;
    const { tag, imageId } = await load(`pulled ${Date.now()}`);
    const remote = `${registry}/test/pull:1`;
    await engine().tag(tag, remote);
    onTestFinished(() => engine().removeImage(remote));
    const digest = await push(remote);
    await engine().removeImage(remote);
    await engine().removeImage(tag);
    expect(await engine().findImage(imageId)).toBeUndefined();

    const lines: string[] = [];
    const signal = new AbortController().signal;
    const image = await engine().pull(remote, { platform, signal, onProgress: (line) => lines.push(line) });
    expect(image).toMatchObject({ imageId, repoDigests: [`${registry}/test/pull@${digest}`] });
    expect(lines.some((line) => line.includes("Pull complete"))).toBe(true);

    const byDigest = `${registry}/test/pull@${digest}`;
    expect((await engine().pull(byDigest, { platform, signal })).imageId).toBe(imageId);
    for (const absent of [`${registry}/test/pull:2`, `${registry}/test/nothing:1`])
      await expect(engine().pull(absent, { platform, signal })).rejects.toMatchObject({ code: "not-found" });
  });

  it("says that the registry is not to be had where nobody answers, or only errors come", async () => {
    const signal = new AbortController().signal;
    const busy = createServer((_request, response) => response.writeHead(500).end());
    await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise<void>((resolve) => busy.close(() => resolve())));
    const { port } = busy.address() as AddressInfo;
    for (const registry of ["127.0.0.1:1", `127.0.0.1:${port}`, "registry.invalid"])
      await expect(engine().pull(`${registry}/a/b:1`, { platform, signal })).rejects.toMatchObject({
        code: "registry-unavailable",
      });
  });

  it("stops when it is told to", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const { port } = silent.address() as AddressInfo;
    const stop = new AbortController();
    const pulling = engine().pull(`127.0.0.1:${port}/a/b:1`, { platform, signal: stop.signal });
    silent.once("request", () => stop.abort());
    await expect(pulling).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("an export whose engine goes away", () => {
  it("fails with engine-unavailable", async (context) => {
    context.skip(
      !process.env.DOCKER_HOST?.startsWith("unix://"),
      "the engine has no socket to stand in front of",
    );
    const { tag } = await load("x".repeat(2_000_000));
    const target = process.env.DOCKER_HOST?.replace("unix://", "") ?? "";
    const { createServer: createProxy } = await import("node:net");
    const proxy = createProxy((client) => {
      const upstream = connectSocket(target);
      client.pipe(upstream);
      let passed = 0;
      upstream.on("data", (chunk) => {
        passed += chunk.length;
        if (passed > 500_000) {
          client.destroy();
          upstream.destroy();
        } else client.write(chunk);
      });
      for (const socket of [client, upstream]) socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise<void>((resolve) => proxy.close(() => resolve())));
    const { connectEngine } = await import("./connect.ts");
    const through = connectEngine(`tcp://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    await expect(buffer(await through.exportImage(tag))).rejects.toMatchObject({
      code: "engine-unavailable",
    });
  });
});

/** Pushes with the engine and resolves to the manifest's digest. */
async function push(reference: string): Promise<string> {
  const [repository, tag] = [reference.replace(/:[^:/]*$/, ""), reference.split(":").at(-1)];
  const answer = await requestStream(createDocker(engine().host), {
    path: `/images/${repository}/push?tag=${tag}`,
    method: "POST",
    authconfig: { base64: Buffer.from("{}").toString("base64") },
    statusCodes: { 200: true },
  });
  let digest = "";
  for await (const line of readJsonLines(answer))
    digest = /sha256:[0-9a-f]{64}/.exec(JSON.stringify(line))?.[0] ?? digest;
  return digest;
}
