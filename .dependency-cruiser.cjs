/** Imports point one way; see lib/README.md. */
const only = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    only("no-circular", {}, { circular: true }, "A cycle has no bottom to understand it from."),
    only(
      "dockerode-in-engine",
      { pathNot: "^lib/engine/" },
      { path: "node_modules/dockerode" },
      "lib/engine is the only importer of dockerode.",
    ),
    only(
      "prisma-in-db",
      { pathNot: "^lib/db/" },
      { path: "^lib/db/client/|node_modules/@prisma" },
      "lib/db is the only importer of the Prisma client.",
    ),
    only(
      "web-has-no-engine",
      { path: "^(app|components)/", pathNot: "\\.test\\.tsx?$|/testing/" },
      { path: "^lib/(engine|bases|scan|probe|db)/|^lib/jobs/(?!queue\\.)" },
      "The web process never touches an engine.",
    ),
    only(
      "components-are-dumb",
      { path: "^components/" },
      {
        path: "^lib/(?!format|variants|[a-z]+/schemas|charts|errors|job-status)",
        dependencyTypesNot: ["type-only"],
      },
      "Components take data; they import lib/format, lib/variants and types.",
    ),
    only(
      "pure-is-pure",
      { path: "^lib/(oci|elf|packages|analysis)/", pathNot: "\\.test\\.ts$" },
      { path: "^(lib/(?!oci|elf|packages|analysis|errors)|app|components)" },
      "Pure code imports nothing of ours but errors.",
    ),
    only(
      "links-are-ours",
      {},
      { path: "node_modules/next/link" },
      "components/ui/link.tsx is a link to a page of ours; see docs/decisions/links.md.",
    ),
    only("lib-has-no-pages", { path: "^lib/" }, { path: "^(app|components)/" }, "lib knows no pages."),
    only(
      "not-to-test",
      { pathNot: "\\.test\\.(tsx?|mjs)$|^e2e/|/testing/" },
      { path: "\\.test\\.(tsx?|mjs)$" },
      "Tests are not imported.",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules|^lib/db/client/" },
    exclude: { path: "^(\\.next[^/]*|docs|public|test-results|playwright-report)/|^lab/.*/target/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs"] },
  },
};
