import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDependencies } from "./dependencies.mjs";
import { withLock } from "./lock.mjs";
import { ROOT } from "./project.mjs";
import { ensureBuild, ensureClient } from "./web-build.mjs";

/** Starts with different state directories share node_modules and builds: one after the other prepares them. */
function lockPath() {
  const name = createHash("sha256").update(ROOT).digest("hex").slice(0, 12);
  return join(tmpdir(), `image-diet-${process.getuid?.() ?? ""}-${name}.lock`);
}

/**
 * @param {import("./steps.mjs").Steps} steps
 * @param {string} name
 * @param {(wait: (text: string) => void) => Promise<string>} work
 */
function prepare(steps, name, work) {
  return steps.step(name, async (wait) => {
    const onWait = () => wait("another start in this checkout is at it");
    return { done: await withLock(lockPath(), onWait, () => work(wait)), value: undefined };
  });
}

/** Locked dependencies, the pinned Node, the database client. @param {import("./steps.mjs").Steps} steps */
export function prepareDependencies(steps) {
  return prepare(steps, "dependencies", async (wait) => {
    const { done } = await ensureDependencies(wait);
    await ensureClient(wait);
    return done;
  });
}

/** The production build in `distDir`. @param {import("./steps.mjs").Steps} steps @param {string} distDir */
export function preparePages(steps, distDir) {
  return prepare(steps, "pages", async (wait) => (await ensureBuild(distDir, wait)).done);
}
