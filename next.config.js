/** @type {import("next").NextConfig} */
export default {
  // The tests build beside a dashboard that may be running from .next.
  distDir: process.env.IMAGE_DIET_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["pg", "pg-boss", "pino"],
};
