import { describe, expect, it } from "vitest";
import { addUp, afterSecondTry, toTally } from "./tally.mjs";

const skip = { title: "a test", reason: "no engine" };

describe("toTally", () => {
  it("counts a runner that left no report as a failure", () => {
    expect(toTally("unit", true, undefined).failed).toEqual(["unit: the runner ended without a report"]);
  });

  it("counts a runner that failed though no test did", () => {
    const tally = toTally("unit", false, { passed: 3, failed: [], skipped: [], flaky: [] });
    expect(tally).toMatchObject({ passed: 3, failed: ["unit: the runner failed although no test did"] });
  });

  it("takes the report as it is otherwise", () => {
    const report = { passed: 3, failed: ["x"], skipped: [skip], flaky: ["y"] };
    expect(toTally("unit", false, report)).toEqual(report);
  });
});

describe("afterSecondTry", () => {
  const tally = { passed: 1, failed: [], skipped: [], flaky: [] };
  const first = { a: tally, b: { ...tally, failed: ["b > x", "b > y"] } };

  it("names what passes the second time, and keeps what fails again", () => {
    const second = { b: { ...tally, passed: 2, failed: ["b > y"] } };
    expect(afterSecondTry(first, second)).toEqual({
      a: tally,
      b: { passed: 2, failed: ["b > y"], skipped: [], flaky: ["b > x"] },
    });
  });

  it("keeps failed what the second try did not come to", () => {
    expect(afterSecondTry(first, {})).toEqual(first);
  });
});

describe("addUp", () => {
  const tallies = [
    { passed: 1, failed: [], skipped: [], flaky: [] },
    { passed: 2, failed: ["b"], skipped: [skip], flaky: ["c"] },
  ];

  it("adds counts and keeps every name", () => {
    expect(addUp(tallies, { skipsFail: false })).toEqual({
      passed: 3,
      failed: ["b"],
      skipped: [skip],
      flaky: ["c"],
    });
  });

  it("counts skips as failures where they must not be", () => {
    const { failed, skipped } = addUp(tallies, { skipsFail: true });
    expect(failed).toEqual(["b", "skipped: a test"]);
    expect(skipped).toEqual([skip]);
  });
});
