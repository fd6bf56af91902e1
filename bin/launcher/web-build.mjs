import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateCommand, isGenerated, markGenerated } from "../generate.mjs";
import { explainFailure } from "./failure.mjs";
import { inProject, PINNED_NODE, ROOT } from "./project.mjs";
import { runProgram } from "./run-program.mjs";
import { removeFile } from "./state.mjs";

const FOLDERS = ["app", "components", "lib", "public"];
const FILES = [
  "package-lock.json",
  "next.config.js",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation-client.ts",
  "tsconfig.json",
  "prisma/schema.prisma",
];

/** Writes the Prisma client where the schema has changed. @param {(text: string) => void} wait */
export async function ensureClient(wait) {
  if (isGenerated()) return;
  wait("the database client, because the schema is new");
  const { args, env } = generateCommand();
  const { ok, output } = await runProgram(PINNED_NODE, args, { cwd: ROOT, env });
  if (!ok) throw explainFailure("Writing the database client", output, { place: ROOT });
  markGenerated();
}

/**
 * Builds the pages for production into `distDir` where their sources have changed since the last time.
 * @param {string} distDir
 * @param {(text: string) => void} wait
 * @returns {Promise<{ done: string, value: undefined }>}
 */
export async function ensureBuild(distDir, wait) {
  if (isBuilt(distDir)) return { done: "unchanged", value: undefined };
  wait("the production build of the pages (about a minute)");
  const stamp = stampPath(distDir);
  mkdirSync(inProject(distDir), { recursive: true });
  removeFile(stamp);
  const digest = sourceDigest();
  const next = inProject("node_modules/next/dist/bin/next");
  const { ok, output } = await runProgram(PINNED_NODE, [next, "build"], {
    cwd: ROOT,
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", IMAGE_DIET_DIST_DIR: distDir },
  });
  if (!ok) throw explainFailure("Building the pages", output, { place: ROOT });
  // Only a type checker reads them, and the next one would find those of routes that are no longer there.
  rmSync(inProject(distDir, "types"), { recursive: true, force: true });
  writeFileSync(stamp, digest);
  return { done: "built", value: undefined };
}

/** Whether `distDir` holds the build of the sources as they are. @param {string} distDir */
export function isBuilt(distDir) {
  const stamp = stampPath(distDir);
  if (!existsSync(stamp) || !existsSync(inProject(distDir, "BUILD_ID"))) return false;
  return readFileSync(stamp, "utf8") === sourceDigest();
}

/** @param {string} distDir */
function stampPath(distDir) {
  return inProject(distDir, "image-diet-sources");
}

/** One hash of everything the build reads. */
function sourceDigest() {
  const hash = createHash("sha256");
  const paths = [
    ...FILES.map((path) => inProject(path)),
    ...FOLDERS.flatMap((name) => listFiles(inProject(name))),
  ];
  for (const path of paths) {
    if (existsSync(path))
      hash.update(path.slice(ROOT.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * The folder's files without tests and what is generated, in a stable order.
 * @param {string} folder
 * @returns {string[]}
 */
function listFiles(folder) {
  if (!existsSync(folder) || folder === inProject("lib/db/client")) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === "testdata" ? [] : listFiles(path);
      return /\.test\.\w+$/.test(entry.name) ? [] : [path];
    });
}
