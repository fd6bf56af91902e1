import { access } from "node:fs/promises";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";

/** Where distributions keep the CA certificates that this machine trusts. */
const USUAL_PLACES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * The CA bundle that builds get as the secret `ca`: IMAGE_DIET_CA_BUNDLE, or the machine's own, so that a build can
 * fetch crates wherever the machine can. Undefined where there is none. Throws bad-input where the setting names no
 * readable file.
 */
export async function findCaBundle(env: Env): Promise<string | undefined> {
  const wanted = env.IMAGE_DIET_CA_BUNDLE;
  for (const path of wanted === undefined ? USUAL_PLACES : [wanted]) {
    const isReadable = await access(path).then(
      () => true,
      () => false,
    );
    if (isReadable) return path;
  }
  if (wanted === undefined) return undefined;
  throw new AppError("bad-input", `IMAGE_DIET_CA_BUNDLE=${wanted} is no file that can be read.`, {
    field: "IMAGE_DIET_CA_BUNDLE",
  });
}
