import { describe, expect, it } from "vitest";
import { partOfStep, splitBuild } from "./split-build.ts";

describe("partOfStep", () => {
  it.each([
    ["[linux/amd64 deps-musl 1/1] RUN cargo build", "dependencies"],
    ["[auditable 1/1] RUN cargo install", "dependencies"],
    ["[manifests 2/3] COPY tiny .", "dependencies"],
    ["[build-musl 2/3] COPY tiny .", "copy"],
    ["[build-musl 3/3] RUN cargo rustc", "compile"],
    ["[variant-naive 4/4] RUN cargo build", "compile"],
    [
      "[variant-naive 4/4] RUN --mount=type=bind,from=build-glibc,target=/built home=/root/.cargo && cp",
      "copy",
    ],
    ["[variant-scratch 2/2] COPY --from=binary /out/service /service", "copy"],
    ["[internal] load remote build context", "copy"],
    ["copy /context /", "copy"],
    ["[skeleton-compiled 2/2] RUN mkdir -p /skeleton", "copy"],
    ["[toolchain-amd64 1/1] FROM rust:1", undefined],
    ["exporting to image", "export"],
    ["[internal] load build definition from Dockerfile", undefined],
  ])("takes %j for %s", (name, part) => {
    expect(partOfStep(name)).toBe(part);
  });
});

describe("splitBuild", () => {
  const step = (name: string, startMs: number, endMs: number) => ({ name, startMs, endMs, isCached: false });
  const cached = (name: string) => ({ name, isCached: true });

  it("adds up to the whole, time side by side counted once", () => {
    const split = splitBuild({ startMs: 1000, endMs: 9000 }, [
      step("[deps-musl 1/1] RUN cargo build", 1500, 4000),
      step("[internal] load build context", 1000, 2000),
      step("[build-musl 3/3] RUN cargo rustc", 3500, 6000),
      step("exporting to image", 6000, 7000),
    ]);
    expect(split.parts.map(({ part, ms }) => [part, ms])).toEqual([
      ["dependencies", 2000],
      ["compile", 2500],
      ["copy", 500],
      ["export", 1000],
      ["rest", 2000],
    ]);
    expect(split.parts.reduce((sum, { ms }) => sum + ms, 0)).toBe(split.totalMs);
  });

  it("tells what the engine had already from what there was nothing of", () => {
    const { parts } = splitBuild({ startMs: 0, endMs: 100 }, [
      cached("[deps-musl 1/1] RUN cargo build"),
      cached("[crates 2/2] RUN cargo fetch"),
    ]);
    expect(parts).toEqual([
      { part: "dependencies", ms: 0, steps: 2, cachedSteps: 2 },
      { part: "rest", ms: 100, steps: 0, cachedSteps: 0 },
    ]);
  });
});
