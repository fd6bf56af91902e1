/** @type {import("next").NextConfig} */
export default {
  // The tests build beside a dashboard that may be running from .next.
  distDir: process.env.IMAGE_DIET_DIST_DIR ?? ".next",
  // `npm test` checks types; a first start need not wait for it once more.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // bin/web.ts packs what is answered, better than Next would.
  compress: false,
  reactStrictMode: true,
  // CycloneDX looks for XML parts that are optional, and a bundle would have to have them.
  serverExternalPackages: ["pg", "pg-boss", "pino", "@cyclonedx/cyclonedx-library", "@resvg/resvg-wasm"],
};
