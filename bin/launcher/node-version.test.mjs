import { expect, it } from "vitest";
import { findNodeProblem } from "./node-version.mjs";

it("refuses a Node that is too old, naming both versions", () => {
  expect(findNodeProblem("18.20.4")).toMatch(/needs Node 20 or newer to start, and this is Node 18\.20\.4/);
  expect(findNodeProblem("9.0.0")).toBeDefined();
});

it("accepts every Node from 20 on", () => {
  for (const version of ["20.0.0", "22.1.0", "24.21.0", "100.0.0-nightly"]) {
    expect(findNodeProblem(version)).toBeUndefined();
  }
});
