import { expect, it } from "vitest";
import { isGoing, JOB_STATUSES } from "./job-status.ts";

it("goes on while it waits or works, and not when it has ended or is not there", () => {
  expect(JOB_STATUSES.filter((status) => isGoing({ status }))).toEqual(["queued", "running"]);
  expect(isGoing(undefined)).toBe(false);
});
