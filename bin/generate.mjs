// Writes the Prisma client into lib/db/client where prisma/schema.prisma or Prisma itself changed since the last time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampPath = join(root, "lib/db/client/.stamp");

/** What the generated client depends on, as one hash. */
function inputsDigest() {
  const hash = createHash("sha256");
  for (const path of ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"]) {
    hash.update(readFileSync(join(root, path))).update("\0");
  }
  return hash.digest("hex");
}

/** @returns {boolean} whether the client in place was made from the schema in place */
export function isGenerated() {
  return existsSync(stampPath) && readFileSync(stampPath, "utf8") === inputsDigest();
}

/** What to run, so that a caller may run it in its own way: `node …args` with `env` added; then call `markGenerated`. */
export function generateCommand() {
  return {
    args: [join(root, "node_modules/prisma/build/index.js"), "generate"],
    env: {
      // `generate` never runs the schema engine, but would download it first.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  };
}

export function markGenerated() {
  writeFileSync(stampPath, inputsDigest());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { args, env } = generateCommand();
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (done.status === 0) markGenerated();
  process.exit(done.status ?? 1);
}
