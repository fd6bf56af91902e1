import { defineConfig } from "vitest/config";

const root = new URL("./", import.meta.url).pathname;
const exclude = ["**/node_modules/**", ".next*/**", "lab/**"];
/** What shares only the engine with the others, or starts servers of its own: it can run beside them. */
const BESIDE = [
  "bin/launcher/**/*.integration.test.*",
  "lib/{bases,engine,scan}/**/*.integration.test.ts",
  "lib/jobs/engine-restart.integration.test.ts",
  "lib/probe/linkages.integration.test.ts",
];
/** One database and one engine serve them all, and two cores: one file after the other. */
const SERVED = {
  environment: "node",
  fileParallelism: false,
  maxWorkers: 1,
  testTimeout: 300_000,
  hookTimeout: 300_000,
} as const;

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    passWithNoTests: true,
    // A busy machine may answer late; a test that needed this is named at the end as flaky.
    retry: 1,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,components,lib,bin}/**/*.test.{ts,tsx,mjs}"],
          exclude: [...exclude, "**/*.integration.test.*"],
          environment: "node",
          // A limit against hanging only: a busy machine is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["{app,components,lib,bin}/**/*.integration.test.{ts,tsx,mjs}"],
          exclude: [...exclude, ...BESIDE],
          sequence: { groupOrder: 1 },
          ...SERVED,
        },
      },
      {
        extends: true,
        test: {
          name: "beside",
          include: BESIDE,
          exclude,
          sequence: { groupOrder: 2 },
          ...SERVED,
        },
      },
    ],
  },
});
