import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { connectEngine } from "./connect.ts";
import { findEngineHost, listEngineHosts, probeEngine } from "./hosts.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hosts-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function listen(path: string, answer: RequestListener): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  const server = createHttpServer(answer);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `unix://${path}`;
}

const json =
  (value: unknown): RequestListener =>
  (_request, response) =>
    response.end(JSON.stringify(value));
const INFO = {
  ID: "THE:ID",
  ServerVersion: "20.10.24",
  Driver: "overlay2",
  OSType: "linux",
  Architecture: "x86_64",
  NCPU: 2,
};

describe("listEngineHosts", () => {
  it("leaves no choice where DOCKER_HOST is set", () => {
    expect(listEngineHosts({ DOCKER_HOST: "tcp://there:2375", home: "/h" })).toEqual(["tcp://there:2375"]);
  });

  it("goes from the system's socket to our own", () => {
    const places = { home: "/home/me", runtimeFolder: "/run/user/1000" };
    expect(listEngineHosts({ DOCKER_HOST: undefined, home: "/state" }, places)).toEqual([
      "unix:///var/run/docker.sock",
      "unix:///run/user/1000/docker.sock",
      "unix:///home/me/.docker/run/docker.sock",
      "unix:///home/me/.docker/desktop/docker.sock",
      "unix:///state/engine/docker.sock",
    ]);
  });
});

describe("findEngineHost", () => {
  it("passes over sockets behind which nobody answers", async () => {
    const places = { home: join(folder, "home"), runtimeFolder: join(folder, "run") };
    mkdirSync(places.runtimeFolder);
    writeFileSync(join(places.runtimeFolder, "docker.sock"), "");
    const host = await listen(join(places.home, ".docker/desktop/docker.sock"), json(INFO));
    const found = await findEngineHost({ DOCKER_HOST: undefined, home: join(folder, "state") }, places);
    expect(["unix:///var/run/docker.sock", host]).toContain(found);
    expect((await probeEngine(found)).available).toBe(true);
  });

  it("keeps to DOCKER_HOST although it does not answer", async () => {
    const host = `unix://${join(folder, "nowhere.sock")}`;
    expect(await findEngineHost({ DOCKER_HOST: host, home: folder })).toBe(host);
  });
});

describe("probeEngine", () => {
  it("tells id and version of an engine that answers", async () => {
    const host = await listen(join(folder, "docker.sock"), json(INFO));
    expect(await probeEngine(host)).toEqual({ available: true, id: "THE:ID", version: "20.10.24" });
  });

  it("says why there is none and what to do", async () => {
    const silent = await listen(join(folder, "silent.sock"), () => {});
    const strange = await listen(join(folder, "strange.sock"), json({ hello: "world" }));
    const broken = await listen(join(folder, "broken.sock"), (_request, response) =>
      response.writeHead(500).end("{}"),
    );
    writeFileSync(join(folder, "file.sock"), "");
    const soon = 300;
    const cases = [
      [undefined, /No Docker Engine was found/],
      [`unix://${join(folder, "nowhere.sock")}`, /There is no Docker Engine at/],
      [`unix://${join(folder, "file.sock")}`, /does not answer|There is no/],
      ["tcp://127.0.0.1:1", /does not answer/],
      ["tcp://no.such.host.invalid:2375", /is not known/],
      ["tcp://[", /is no address/],
      [silent, /does not answer in time/, soon],
      [strange, /no Docker Engine that can be used/],
      [broken, /no Docker Engine that can be used/],
    ] as const;
    for (const [host, reason, patienceMs = 50_000] of cases) {
      const status = await probeEngine(host, patienceMs);
      expect(status, String(host)).toMatchObject({ available: false, reason: expect.stringMatching(reason) });
      expect(status.cure, String(host)).toMatch(/\.$/);
    }
  });
});

describe("connectEngine", () => {
  it("does not look at this process's DOCKER_HOST", async () => {
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = "tcp://127.0.0.1:1";
    onTestFinished(() => {
      if (before === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = before;
    });
    const host = await listen(join(folder, "docker.sock"), json(INFO));
    expect(await connectEngine(host).info()).toMatchObject({ id: "THE:ID", storageDriver: "overlay2" });
  });

  it("raises engine-unavailable where the connection breaks", async () => {
    const path = join(folder, "docker.sock");
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => {
      server.close();
    });
    await expect(connectEngine(`unix://${path}`).info()).rejects.toMatchObject({
      code: "engine-unavailable",
    });
  });
});
