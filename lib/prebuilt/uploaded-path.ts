import { join } from "node:path";

/** Where uploaded programs are kept. */
export function uploadsFolder(home: string): string {
  return join(home, "prebuilt");
}

/** The file of an uploaded program, by its digest (`sha256:…`). */
export function uploadedPath(home: string, digest: string): string {
  return join(uploadsFolder(home), digest.replace("sha256:", ""));
}

/** True for a prebuilt service's source that was uploaded; every other is a path. */
export function isUpload(source: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(source);
}
