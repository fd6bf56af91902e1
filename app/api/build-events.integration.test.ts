import { describe, expect, it } from "vitest";
import type { Db } from "@/lib/db/client.ts";
import { apiDatabase } from "./testing/api-database.ts";
import { callRoute } from "./testing/call-route.ts";
import { readEvents } from "./testing/read-events.ts";

const database = await apiDatabase();

const lease = () => ({ leaseToken: crypto.randomUUID(), leaseExpiresAt: new Date(Date.now() + 60_000) });

/** A running build of `tiny` with `count` log events of two lines each, and what its worker would write next. */
async function runningBuild(db: Db, count: number) {
  const service = await db.service.findFirstOrThrow({ where: { slug: "tiny" } });
  const run = await db.run.create({
    data: {
      serviceId: service.id,
      recipeId: "default",
      recipe: {},
      sourceDigest: "sha256:0",
      platform: "linux/amd64",
    },
  });
  const { id } = await db.build.create({
    data: {
      runId: run.id,
      variant: "scratch",
      identity: crypto.randomUUID(),
      status: "running",
      attempt: 1,
      ...lease(),
    },
  });
  let seq = 0;
  const write = async (lines: number) => {
    for (let index = 0; index < lines; index++) {
      const firstLine = seq * 2 + 1;
      seq += 1;
      const data = { step: 1, lines: [`line ${firstLine}`, `line ${firstLine + 1} <b>& \r`] };
      await db.buildEvent.create({
        data: { buildId: id, seq, attempt: 1, kind: "log", data, firstLine, lineCount: 2 },
      });
      await db.build.update({ where: { id }, data: { nextSeq: seq + 1, lineCount: firstLine + 1 } });
    }
  };
  const end = () =>
    db.$transaction([
      db.buildEvent.create({
        data: { buildId: id, seq: ++seq, attempt: 1, kind: "status", data: { status: "succeeded" } },
      }),
      db.build.update({
        where: { id },
        data: { status: "succeeded", leaseToken: null, leaseExpiresAt: null },
      }),
    ]);
  await write(count);
  return { id, write, end };
}

describe.skipIf(!database)("a build's events", () => {
  if (!database) return;
  const open = (id: string, headers: Record<string, string> = {}, query = "") =>
    callRoute(`/api/v1/builds/${id}/events${query}`, { headers });

  it("come from the first on, then as they are written, and end with the build", async () => {
    const build = await runningBuild(database, 3);
    const response = await open(build.id);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events = readEvents(response);
    expect((await events.take(3)).map((event) => event.id)).toEqual([1, 2, 3]);
    await build.write(2);
    expect((await events.take(2)).map((event) => event.id)).toEqual([4, 5]);
    await build.end();
    const rest = await events.rest();
    expect(rest.map((event) => [event.id, event.kind])).toEqual([[6, "status"]]);
  });

  it("resume after the last that was read, whatever broke the stream, without loss or repeats", async () => {
    const build = await runningBuild(database, 4);
    const seen: number[] = [];
    for (let last = 0; last < 9; last = seen.at(-1) ?? last) {
      const events = readEvents(await open(build.id, last === 0 ? {} : { "last-event-id": String(last) }));
      seen.push(...(await events.take(1)).map((event) => event.id));
      if (seen.length === 4) await build.write(4);
      if (seen.length === 8) await build.end();
      await events.close();
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const over = await open(build.id, { "last-event-id": "9" });
    expect(over.status).toBe(204);
    expect((await open(build.id, {}, "?after=9")).status).toBe(204);
  });

  it("stop being read from the database when the reader goes", async () => {
    const build = await runningBuild(database, 1);
    const reader = new AbortController();
    const response = await callRoute(`/api/v1/builds/${build.id}/events`, { signal: reader.signal });
    const events = readEvents(response);
    await events.take(1);
    reader.abort();
    expect(await events.rest()).toEqual([]);
  });

  it("give the same lines as the log", async () => {
    const build = await runningBuild(database, 5);
    await build.end();
    const events = await readEvents(await open(build.id)).rest();
    const streamed = events.flatMap((event) => (event.kind === "log" ? event.data.data.lines : []));
    const log = await callRoute(`/api/v1/builds/${build.id}/log`);
    expect(log.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(log.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await log.text()).toBe(`${streamed.join("\n")}\n`);
    const part = await callRoute(`/api/v1/builds/${build.id}/log?from=8`);
    expect((await part.text()).replace(/\n$/, "").split("\n")).toEqual(streamed.slice(7));
  });

  it("refuse a resume point that is none", async () => {
    const build = await runningBuild(database, 1);
    const answer = await open(build.id, { "last-event-id": "1 OR 1=1" });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.field).toBe("Last-Event-ID");
  });
});
