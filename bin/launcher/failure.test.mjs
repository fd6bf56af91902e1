import { describe, expect, it } from "vitest";
import { EXIT, explainFailure } from "./failure.mjs";

describe("explainFailure", () => {
  it("says which disk is full", () => {
    const failure = explainFailure("Making the database", "initdb: error: No space left on device", {
      place: "/state",
    });
    expect(failure.message).toBe("The disk that holds /state is full: free some space and start again.");
    expect(failure.exitCode).toBe(EXIT.diskFull);
  });

  it("says what could not be reached, where the step needs the network", () => {
    const output = "npm error code ENOTFOUND\nnpm error network request to https://registry.example failed";
    const failure = explainFailure("Installing the dependencies", output, { network: "npm's registry" });
    expect(failure.message).toMatch(
      /^Installing the dependencies needs the network, and npm's registry could not/,
    );
    expect(failure.exitCode).toBe(EXIT.network);
    expect(explainFailure("Building the pages", output).exitCode).toBe(EXIT.internal);
  });

  it("shows the last lines of anything else", () => {
    const output = Array.from({ length: 40 }, (_, index) => `line ${index}`).join("\n");
    const lines = explainFailure("Building the pages", output).message.split("\n");
    expect(lines[0]).toBe("Building the pages failed:");
    expect(lines.at(-1)).toBe("line 39");
    expect(lines).toHaveLength(13);
  });
});
