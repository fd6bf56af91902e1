import { existsSync } from "node:fs";
import type { Env } from "../env.ts";

/** Where distributions keep the bundle that a proxy's certificate is added to. */
const HOST_BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/** The CA bundle that builds get to fetch crates with: the one that was set, else the host's, if it has one. */
export function findCaBundle(env: Pick<Env, "IMAGE_DIET_CA_BUNDLE">): string | undefined {
  return env.IMAGE_DIET_CA_BUNDLE ?? HOST_BUNDLES.find((path) => existsSync(path));
}
