import { expect, it } from "vitest";
import { toScannerState } from "./scanner-state.ts";

it("tells a scanner that is absent, one without fresh data and one that is up apart", () => {
  expect(toScannerState({ available: false })).toEqual({ state: "waiting", word: "absent" });
  expect(toScannerState({ available: true, database: { state: "missing" } })).toEqual({
    state: "warning",
    word: "database missing",
  });
  expect(toScannerState({ available: true, database: { state: "ready" } }).state).toBe("up");
});
