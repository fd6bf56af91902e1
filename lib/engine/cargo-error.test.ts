import { describe, expect, it } from "vitest";
import { findCargoError } from "./cargo-error.ts";

describe("findCargoError", () => {
  it("takes the compiler's first error, not the summing up", () => {
    const lines = [
      "   Compiling service v0.1.0 (/src)",
      "\u001b[1merror[E0308]\u001b[0m: mismatched types",
      " --> src/main.rs:1:26",
      "error: aborting due to 1 previous error",
      'error: could not compile `service` (bin "service") due to 1 previous error',
    ];
    expect(findCargoError(lines)).toEqual({ said: "E0308: mismatched types" });
  });

  it.each([
    ["error: no bin target named `a` in `a` package", /package's name/],
    ["error: cannot update the lock file /src/Cargo.lock because --locked was passed", /generate-lockfile/],
    ["error: failed to run custom build command for `a v0.1.0 (/src)`", /build script/],
    ["error: failed to get `serde` as a dependency of package `a v0.1.0 (/src)`", /network/],
  ])("knows what helps against %s", (line, cure) => {
    expect(findCargoError([line])).toEqual({ said: line.slice(7), cure: expect.stringMatching(cure) });
  });

  it("says nothing where nobody spoke of an error", () => {
    expect(findCargoError(["apt-get: not found", "warning: unused"])).toBeUndefined();
    expect(findCargoError(["error: could not compile `a` due to 1 previous error"])).toBeUndefined();
  });
});
