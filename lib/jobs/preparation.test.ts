import { describe, expect, it } from "vitest";
import type { BuildProgress } from "../engine/types.ts";
import { JoinedProgress } from "./preparation.ts";

const step = (name: string, status: "completed" | "cached" | "failed" = "completed"): BuildProgress => ({
  type: "step",
  digest: `digest of ${name}`,
  name,
  status,
});

const start = (name: string): BuildProgress => ({
  type: "step",
  digest: `digest of ${name}`,
  name,
  status: "running",
  startedAt: new Date(0),
});

const log = (name: string): BuildProgress => ({
  type: "log",
  digest: `digest of ${name}`,
  text: "a line",
  at: new Date(0),
});

describe("JoinedProgress", () => {
  it("tells of the first build what the Dockerfile says and what failed", () => {
    const joined = new JoinedProgress();
    const told = [
      step("[internal] load remote build context"),
      step("[crates 3/3] RUN cargo fetch"),
      log("[crates 3/3] RUN cargo fetch"),
      step("[prepared 1/1] COPY --from=host-crates"),
      step("exporting to image"),
      log("exporting to image"),
      step("exporting to image", "failed"),
    ].map((progress) => joined.isNewsOfFirst(progress));
    expect(told).toEqual([false, true, true, false, false, false, true]);
  });

  it("tells of the second build all but what it found done", () => {
    const joined = new JoinedProgress();
    joined.isNewsOfFirst(step("[crates 3/3] RUN cargo fetch"));
    const told = [
      step("[internal] load remote build context"),
      start("[crates 3/3] RUN cargo fetch"),
      step("[crates 3/3] RUN cargo fetch", "cached"),
      start("[deps-musl 1/1] RUN cargo build"),
      step("[deps-musl 1/1] RUN cargo build", "cached"),
      step("[crates 3/3] RUN cargo fetch", "completed"),
      log("[build-musl 3/3] RUN cargo build"),
    ].map((progress) => joined.isNewsOfSecond(progress));
    expect(told).toEqual([true, false, false, true, true, true, true]);
  });
});
