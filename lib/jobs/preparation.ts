import { randomUUID } from "node:crypto";
import type { BuildProgress, BuildRequest, Engine } from "../engine/types.ts";

/**
 * Builds what every variant of an order's source and recipe needs before its own compile, and leaves it in the
 * engine's cache. Resolves when the engine has let go of it. Throws what a build throws.
 */
export async function prepare(engine: Engine, request: BuildRequest): Promise<void> {
  const tag = `imagediet.local/prepared:${randomUUID().slice(0, 8)}`;
  await engine.build({ ...request, target: "prepared", tag });
  await engine.removeImage(tag);
}

/** One account of two builds of which the second begins with what the first has done. */
export class JoinedProgress {
  #told = new Set<string>();
  #own = new Set<string>();

  /** Of the first build: its steps that stand in the Dockerfile, and what failed. */
  isNewsOfFirst(progress: BuildProgress): boolean {
    if (progress.type === "log") return this.#own.has(progress.digest);
    const isOwn = /^\[(?!internal\]|prepared )/.test(progress.name) || progress.status === "failed";
    if (!isOwn) return false;
    this.#own.add(progress.digest);
    if (progress.status === "completed" || progress.status === "cached") this.#told.add(progress.name);
    return true;
  }

  /** Of the second build: all but what the first has told. */
  isNewsOfSecond(progress: BuildProgress): boolean {
    if (progress.type === "log" || !this.#told.has(progress.name)) return true;
    // What is looked up may say that it runs before it says that it was there.
    return progress.status !== "cached" && progress.status !== "running";
  }
}
