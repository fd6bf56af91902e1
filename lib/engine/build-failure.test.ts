import { describe, expect, it } from "vitest";
import { toBuildFailure } from "./build-failure.ts";
import { BuildSteps } from "./build-steps.ts";

const DOCKERFILE =
  "FROM a AS b\nRUN --mount=type=cache,target=/x one && \\\n    two $THREE\nRUN same\nRUN same\n";
const failure = (message: string) => toBuildFailure(message, new BuildSteps(), DOCKERFILE);

describe("toBuildFailure", () => {
  it("finds the line by the command where the engine named no step", () => {
    for (const message of [
      "failed to solve with frontend dockerfile.v0: rpc error: code = Unknown desc = executor failed running [/bin/sh -c one &&     two $THREE]: exit code: 101",
      'failed to solve: process "/bin/sh -c one &&     two $THREE" did not complete successfully: exit code: 101',
    ]) {
      const { message: text, detail } = failure(message);
      expect(detail).toMatchObject({ dockerfileLine: 2, dockerfileLineEnd: 3, lastLines: [] });
      expect(detail).not.toHaveProperty("step");
      expect(text).toBe("The build (Dockerfile line 2) failed: exit code: 101.");
    }
  });

  it("does not guess between two of the same", () => {
    expect(failure("executor failed running [/bin/sh -c same]: exit code: 1").detail).not.toHaveProperty(
      "dockerfileLine",
    );
  });

  it("takes the line that the engine names", () => {
    const message =
      "failed to solve with frontend dockerfile.v0: dockerfile parse error line 7: unknown instruction: FOO";
    expect(failure(message).detail).toMatchObject({ dockerfileLine: 7 });
  });

  it("keeps the engine's words where it knows nothing better", () => {
    expect(failure("failed to solve: target stage x could not be found")).toMatchObject({
      code: "build-failed",
      message: "The build failed: target stage x could not be found.",
    });
  });
});
