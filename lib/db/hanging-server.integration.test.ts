import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { openDb } from "./client.ts";
import { withDatabaseErrors } from "./errors.ts";
import { testDatabaseUrl } from "./testing/test-database.ts";

const url = await testDatabaseUrl();

/** A way to the server on which it can be kept from answering. */
async function openWay(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const fars: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(Number(port || 5432), hostname);
    near.pipe(far).pipe(near);
    fars.push(far);
    for (const end of [near, far]) end.on("error", () => near.destroy());
    near.on("close", () => far.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    hang: () => {
      for (const far of fars) far.unpipe();
    },
    close: () => server.close(),
  };
}

describe.skipIf(url === "")("a PostgreSQL that hangs", () => {
  it("fails what is asked as one that is away, instead of keeping it for ever", async () => {
    const way = await openWay(url);
    const db = openDb(way.url, { connections: 1, answerTimeoutMs: 3000 });
    const ask = () => withDatabaseErrors(() => db.$queryRaw`SELECT 1 AS "one"`);
    try {
      expect(await ask()).toEqual([{ one: 1 }]);
      way.hang();
      await expect(ask()).rejects.toMatchObject({ code: "database-unavailable" });
    } finally {
      await db.$disconnect();
      way.close();
    }
  });
});
