import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { HandedBytes } from "../oci/byte-source.ts";
import { getBytes } from "./plain-get.ts";

/** What is at a socket whose server does this with each connection once a request has come. */
async function listen(serve: (socket: Socket, request: string) => void) {
  const path = join(tmpdir(), `plain-get-${process.pid}-${Math.random().toString(36).slice(2)}.sock`);
  const server: Server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (request) => serve(socket, request.toString()));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { path };
}

/** A copy of all that comes: the chunks themselves do not stay. */
async function readAll(body: HandedBytes): Promise<Buffer> {
  const parts: Buffer[] = [];
  await body.handTo((chunk) => {
    parts.push(Buffer.from(chunk));
    return true;
  });
  return Buffer.concat(parts);
}

const content = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * 7919) % 251));

describe("an answer that is read past Node's HTTP client", () => {
  it("is the same bytes in chunks, by its length, and up to the connection's end", async () => {
    const heads = {
      chunked: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      length: `HTTP/1.1 200 OK\r\ncontent-length: ${content.length}\r\n\r\n`,
      neither: "HTTP/1.0 200 OK\r\n\r\n",
    };
    for (const [kind, head] of Object.entries(heads)) {
      const requests: string[] = [];
      const place = await listen((socket, request) => {
        requests.push(request);
        socket.write(head);
        if (kind !== "chunked") return socket.end(content);
        for (let at = 0; at < content.length; at += 32_768) {
          const chunk = content.subarray(at, at + 32_768);
          socket.write(`${chunk.length.toString(16)}\r\n`);
          socket.write(chunk);
          socket.write("\r\n");
        }
        socket.end("0\r\n\r\n");
      });
      const read = await readAll(await getBytes(place, "/images/get?names=a").body);
      expect(read.equals(content), kind).toBe(true);
      expect(requests).toEqual([
        "GET /images/get?names=a HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n",
      ]);
    }
  });

  it.each([
    "",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
  ])("is known to be cut off: %j", async (sent) => {
    const place = await listen((socket) => socket.end(sent));
    await expect(getBytes(place, "/").body.then(readAll)).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("is refused where it is no HTTP or its head has no end", async () => {
    const strange = await listen((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
    await expect(getBytes(strange, "/").body).rejects.toThrow("not HTTP");
    const endless = await listen((socket) => socket.end(`HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(100_000)}`));
    await expect(getBytes(endless, "/").body).rejects.toThrow("no end");
  });

  it("waits for who takes it, and stops when that is enough", async () => {
    const place = await listen((socket) => socket.end(`HTTP/1.0 200 OK\r\n\r\n${"x".repeat(3_000_000)}`));
    const body = await getBytes(place, "/").body;
    let isTaking = false;
    let bytes = 0;
    await body.handTo(async (chunk) => {
      expect(isTaking).toBe(false);
      isTaking = true;
      await new Promise((resolve) => setImmediate(resolve));
      isTaking = false;
      bytes += chunk.length;
      return bytes < 1_000_000;
    });
    expect(bytes).toBeGreaterThanOrEqual(1_000_000);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it("fails where a chunk has no size, at once or after a pause", async () => {
    for (const take of [() => true, async () => true]) {
      const place = await listen((socket) =>
        socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nrest\r\n"),
      );
      const body = await getBytes(place, "/").body;
      await expect(body.handTo(take)).rejects.toThrow("has no size");
    }
  });

  it("says with what the engine refused", async () => {
    const body = JSON.stringify({ message: "no such image" });
    const place = await listen((socket) =>
      socket.end(`HTTP/1.1 404 Not Found\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
    );
    await expect(getBytes(place, "/").body).rejects.toMatchObject({
      statusCode: 404,
      json: { message: "no such image" },
    });
  });

  it("fails where nobody listens", async () => {
    const { body } = getBytes({ path: join(tmpdir(), "nobody-listens.sock") }, "/");
    await expect(body).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("can be left before and while it comes", async () => {
    const gone: Promise<unknown>[] = [];
    const place = await listen((socket) => {
      gone.push(new Promise((resolve) => socket.once("close", resolve)));
      socket.write("HTTP/1.1 200 OK\r\n\r\nbeginning");
    });
    const reply = getBytes(place, "/");
    const body = await reply.body;
    const begun = Promise.withResolvers<string>();
    const read = body.handTo((chunk) => {
      begun.resolve(chunk.toString());
      return true;
    });
    expect(await begun.promise).toBe("beginning");
    reply.destroy(new Error("no longer wanted"));
    await expect(read).rejects.toThrow("no longer wanted");

    const early = getBytes(place, "/");
    early.destroy(new Error("not wanted"));
    await expect(early.body).rejects.toThrow("not wanted");
    await Promise.all(gone);
  });
});
