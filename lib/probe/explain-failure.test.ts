import { describe, expect, it } from "vitest";
import { explainFailure, type FailureFacts, sayExit } from "./explain-failure.ts";

const explain = (facts: Partial<FailureFacts>) =>
  explainFailure({
    outcome: "exits",
    exitCode: 1,
    log: "",
    healthTimeoutMs: 10_000,
    healthPath: "/health",
    memoryBytes: 256_000_000,
    ...facts,
  });

describe("explainFailure", () => {
  it.each([
    [
      "/service: error while loading shared libraries: libssl.so.3: cannot open shared object file",
      "libssl.so.3 is not in the image",
    ],
    ["/service: /lib/libc.so.6: version `GLIBC_2.39' not found (required by /service)", "GLIBC_2.39"],
    ["standard_init_linux.go:228: exec user process caused: no such file or directory", "interpreter"],
    ["exec /service: exec format error", "another kind of processor"],
    ["thread 'main' panicked: Read-only file system (os error 30)", "read-only"],
    ["cannot listen on 127.0.0.1:80: Permission denied (os error 13)", "refused to the user"],
  ])("knows %s", (log, words) => {
    const { reason, cure } = explain({ log });
    expect(reason).toContain(words);
    expect(reason).toContain("ended with exit code 1 before it was healthy");
    expect(cure).toBeTruthy();
  });

  it("gives the last words of a log that it does not know, and no made-up cure", () => {
    expect(explain({ log: "starting\n\nno configuration given\n", exitCode: 3 })).toEqual({
      reason: "It ended with exit code 3 before it was healthy. Its last words: no configuration given",
    });
    expect(explain({}).reason).toContain("It said nothing.");
  });

  it("puts running out of memory before what the log says", () => {
    expect(explain({ isOutOfMemory: true, exitCode: 137, log: "permission denied" }).reason).toContain(
      "256 MB",
    );
  });

  it("quotes an engine that refuses, in one short line", () => {
    const said = `OCI runtime create failed: exec: "/nothing": stat /nothing: no such file or directory: unknown${"x".repeat(900)}`;
    const { reason } = explain({ outcome: "cannot-start", said });
    expect(reason).toContain("entrypoint is not in it");
    expect(reason).toContain("OCI runtime create failed");
    expect(reason.length).toBeLessThan(500);
  });

  it("says where a service listens that does not read ADDR", () => {
    const { reason, cure } = explain({
      outcome: "never-healthy",
      exitCode: undefined,
      lastProblem: "nobody listens there",
      listening: ["0.0.0.0:8080"],
    });
    expect(reason).toBe(
      "It runs, but /health gave no healthy answer within 10 s: nobody listens there. It listens on 0.0.0.0:8080.",
    );
    expect(cure).toContain("ADDR");
  });
});

describe("sayExit", () => {
  it("names signals", () => {
    expect(sayExit(139)).toBe("by SIGSEGV (139)");
    expect(sayExit(137)).toBe("by SIGKILL (137)");
    expect(sayExit(2)).toBe("with exit code 2");
  });
});
