import { expect, it } from "vitest";
import { whyBlocked } from "./blocked-notice.tsx";

const status: Parameters<typeof whyBlocked>[0] = {
  web: { version: "1" },
  database: { available: true },
  engine: { available: true },
  worker: { alive: false, count: 0 },
  scanner: { available: true },
  bases: [],
  queue: { running: 0, queued: 0 },
};

it("names a full disk before the worker that cannot say on it that it lives", () => {
  expect(whyBlocked({ ...status, diskFreeBytes: 4096 })).toMatchObject({ code: "disk-full" });
  expect(whyBlocked({ ...status, diskFreeBytes: 5e9 })?.title).toBe("No worker is running");
  expect(whyBlocked({ ...status, worker: { alive: true, count: 1 } })).toBeUndefined();
});
