import { describe, expect, it } from "vitest";
import { splitRegistry, toCandidates, toRepository } from "./references.ts";

describe("splitRegistry", () => {
  it.each([
    ["alpine:3.22", "docker.io", "library/alpine:3.22"],
    ["grafana/loki:3", "docker.io", "grafana/loki:3"],
    ["gcr.io/distroless/cc-debian13:nonroot", "gcr.io", "distroless/cc-debian13:nonroot"],
    ["127.0.0.1:5000/a/b@sha256:00", "127.0.0.1:5000", "a/b@sha256:00"],
    ["localhost/a", "localhost", "a"],
  ])("%s", (reference, registry, path) => {
    expect(splitRegistry(reference)).toEqual({ registry, path });
  });
});

describe("toCandidates", () => {
  it("is the official reference where there is no mirror", () => {
    expect(toCandidates("alpine:3.22", undefined)).toEqual(["alpine:3.22"]);
  });

  it("tries the name as written, then as a pull-through cache has it", () => {
    expect(toCandidates("alpine:3.22", "127.0.0.1:5000")).toEqual([
      "127.0.0.1:5000/alpine:3.22",
      "127.0.0.1:5000/library/alpine:3.22",
    ]);
    expect(toCandidates("gcr.io/distroless/cc-debian13:nonroot", "https://mirror.example/hub/")).toEqual([
      "mirror.example/hub/gcr.io/distroless/cc-debian13:nonroot",
      "mirror.example/hub/distroless/cc-debian13:nonroot",
    ]);
  });
});

describe("toRepository", () => {
  it.each([
    ["127.0.0.1:5000/alpine:3.22", "127.0.0.1:5000/alpine"],
    ["127.0.0.1:5000/alpine", "127.0.0.1:5000/alpine"],
    ["alpine@sha256:00", "alpine"],
    ["alpine:3.22@sha256:00", "alpine"],
  ])("%s", (reference, repository) => {
    expect(toRepository(reference)).toBe(repository);
  });
});
