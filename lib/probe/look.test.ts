import { createServer } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { applyLoad } from "./apply-load.ts";
import { askHealth, isHealthy, waitForHealth } from "./ask-health.ts";
import { listWrites, toWrites } from "./list-writes.ts";
import { listListening, parseListening } from "./listening.ts";
import { isProcessOf, parseStatus, readProcess } from "./proc.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

function listen(
  server: ReturnType<typeof createServer> | ReturnType<typeof createSocketServer>,
): Promise<number> {
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : 0);
    });
  });
}

const never = new AbortController().signal;

describe("askHealth", () => {
  it("has the status of an answer, and knows which are healthy", async () => {
    const port = await listen(
      createServer((request, response) => response.writeHead(request.url === "/health" ? 204 : 503).end()),
    );
    expect(await askHealth(port, "/health")).toEqual({ status: 204 });
    expect(isHealthy({ status: 204 })).toBe(true);
    expect(isHealthy(await askHealth(port, "/other"))).toBe(false);
  });

  it("says why there is none", async () => {
    const mute = await listen(createSocketServer((socket) => socket.resume().end()));
    expect(await askHealth(mute, "/")).toEqual({ problem: expect.stringContaining("without an answer") });
    const babbling = await listen(
      createSocketServer((socket) => socket.resume().end("220 mail.test ESMTP ready\r\n")),
    );
    expect(await askHealth(babbling, "/")).toEqual({ problem: expect.stringContaining("no HTTP") });
    expect(await askHealth(1, "/")).toEqual({ problem: expect.stringContaining("ECONNREFUSED") });
  });

  it("is asked until it is healthy or the signal", async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(asked < 5 ? 503 : 200).end();
    });
    const port = await listen(server);
    expect(await waitForHealth(port, "/", never)).toEqual({ status: 200 });
    expect(asked).toBe(5);
    const stop = new AbortController();
    const waiting = waitForHealth(1, "/", stop.signal);
    stop.abort();
    expect(isHealthy(await waiting)).toBe(false);
  });
});

describe("applyLoad", () => {
  it("keeps its connections, and counts what was answered", async () => {
    const sockets = new Set<unknown>();
    let answered = 0;
    const server = createServer((request, response) => {
      sockets.add(request.socket);
      answered += 1;
      response.end("{}");
    });
    const port = await listen(server);
    const round = await applyLoad({ port, path: "/", connections: 4, durationMs: 300, signal: never });
    expect(sockets.size).toBe(4);
    expect(round).toMatchObject({ requests: answered, failures: 0 });
    expect(round?.p99Ms).toBeGreaterThanOrEqual(round?.p50Ms ?? Number.NaN);
  });

  it("is nothing where nothing is answered, and gives up soon", async () => {
    const port = await listen(createServer((_request, response) => response.writeHead(500).end()));
    expect(
      await applyLoad({ port, path: "/", connections: 2, durationMs: 60_000, signal: never }),
    ).toBeUndefined();
  });
});

describe("/proc", () => {
  it("is read for memory, threads and user", () => {
    const text = "Name:\tservice\nUid:\t65532\t0\t0\t0\nGid:\t7\t7\t7\t7\nVmRSS:\t    2048 kB\nThreads:\t3\n";
    expect(parseStatus(text)).toEqual({ rssBytes: 2_097_152, threads: 3, uid: 65532, gid: 7 });
    expect(parseStatus("Name:\tended\nState:\tZ (zombie)\n")).toBeUndefined();
    expect(parseStatus(undefined)).toBeUndefined();
  });

  it.skipIf(process.platform !== "linux")(
    "tells this very process, and that it is in no such container",
    async () => {
      expect(await readProcess(process.pid)).toMatchObject({ uid: process.getuid?.() });
      expect(await readProcess(2 ** 30)).toBeUndefined();
      expect(await isProcessOf("f".repeat(64), process.pid)).toBe(false);
    },
  );

  it.skipIf(process.platform !== "linux")("tells where this process listens", async () => {
    const port = await listen(createServer());
    expect(await listListening(process.pid)).toContain(`127.0.0.1:${port}`);
  });

  it("has addresses in the machine's byte order, and only of sockets that are the process's", () => {
    const table = [
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
      "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1",
      "   1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1",
      "   2: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 333 1",
    ].join("\n");
    expect(parseListening(table, new Set(["111", "333"]))).toEqual(["127.0.0.1:8080"]);
    expect(parseListening(table, new Set(["222"]))).toEqual(["0.0.0.0:80"]);
  });
});

describe("toWrites", () => {
  it("leaves out what the engine and we put there, and folders above what is listed", () => {
    const changes = [
      "/etc",
      "/etc/hosts",
      "/dev",
      "/dev/console",
      "/var",
      "/var/cache",
      "/var/cache/x",
      "/ours.pem",
    ];
    expect(toWrites(changes, ["/ours.pem"])).toEqual(["/var/cache/x"]);
    expect(toWrites(["/etc", "/etc/own.conf"], [])).toEqual(["/etc/own.conf"]);
  });

  it("is asked of the container", async () => {
    const container = {
      listChanges: () => Promise.resolve(Array.from({ length: 60 }, (_, at) => `/tmp/${at}`)),
    };
    const writes = await listWrites(container, []);
    expect(writes).toMatchObject({ state: "seen", count: 60 });
    expect(writes?.state === "seen" && writes.paths).toHaveLength(50);
  });
});
