import { randomUUID } from "node:crypto";
import { PgBoss } from "pg-boss";
import { describe, expect, it } from "vitest";
import { urlOf } from "../db/client.ts";
import { BUILD_QUEUE, enqueueScans, listenForJobs, SCAN_QUEUE } from "./queue.ts";
import { QueueBell } from "./queue-bell.ts";
import { jobsDatabase } from "./testing/jobs-database.ts";

const database = await jobsDatabase();

describe.skipIf(!database)("listenForJobs", () => {
  if (!database) return;
  const { db } = database;

  it("rings for what is put into a queue, once it can be taken", async () => {
    const boss = new PgBoss({ connectionString: urlOf(db), max: 1, migrate: false, schedule: false });
    boss.on("error", () => {});
    await boss.start();
    const bell = new QueueBell();
    const stop = await listenForJobs(boss, bell);
    const heard: string[] = [];
    const rings = [SCAN_QUEUE, BUILD_QUEUE].map((queue) => bell.next(queue).then(() => heard.push(queue)));
    const scanId = randomUUID();
    await db.$transaction((tx) => enqueueScans(db, tx, [scanId]));
    await rings[0];
    expect(heard).toEqual([SCAN_QUEUE]);
    const [job] = await boss.fetch<unknown>(SCAN_QUEUE, { batchSize: 1 });
    expect(job?.data).toEqual({ scanId });
    await stop();
    await boss.stop({ graceful: false });
  });
});
