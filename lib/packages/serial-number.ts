import { createHash } from "node:crypto";

/** A bill of materials' serial number from what it is about: the same document has the same one (a UUID, version 8). */
export function toSerialNumber(about: string): string {
  const hex = createHash("sha256").update(about).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join("-")}`;
}
