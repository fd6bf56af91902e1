import { createHash } from "node:crypto";

/** `sha256:` and the SHA-256, in hex, of the very text that is stored. */
export function payloadDigest(payload: string): string {
  return `sha256:${createHash("sha256").update(payload, "utf8").digest("hex")}`;
}
