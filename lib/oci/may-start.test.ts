import { describe, expect, it } from "vitest";
import { toMayStart } from "./may-start.ts";

describe("toMayStart", () => {
  it.each([
    ["/service", "service", true],
    ["service", "usr/bin/service", true],
    ["./bin/service", "bin/service", true],
    ["/service", "usr/bin/my-service", false],
    ["/service", "service/other", false],
    [undefined, "service", false],
  ])("of %s and %s is %s", (program, path, mayStart) => {
    expect(toMayStart(program)(path)).toBe(mayStart);
  });
});
