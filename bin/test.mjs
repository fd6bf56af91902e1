// Runs every check of the project. For now: the static ones and Vitest's; services come from the environment.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, "node_modules/.bin", name);
let passed = 0;
let failed = 0;

for (const script of ["format", "lint", "types", "imports", "unit", "integration"]) {
  const done = spawnSync(bin("node"), [process.env.npm_execpath ?? "npm", "run", "--silent", script], {
    cwd: root,
    stdio: "inherit",
  });
  if (done.status === 0) passed += 1;
  else failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
