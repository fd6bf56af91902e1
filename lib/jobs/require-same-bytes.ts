import { AppError } from "../errors.ts";
import type { BuildOrder } from "./build-request.ts";

/**
 * What a prebuilt image starts must be the very program that was given: `sha256` is that of the file which the finished
 * image's entrypoint leads to, as its export was read. Throws build-failed.
 */
export function requireSameBytes(
  { source, sourceDigest }: Pick<BuildOrder, "source" | "sourceDigest">,
  sha256: string | undefined,
): void {
  if (source.kind === "folder" || sourceDigest === `sha256:${sha256}`) return;
  throw new AppError(
    "build-failed",
    `The image does not hold the program that was given: SHA-256 ${sourceDigest.replace("sha256:", "")} went in, ${sha256 ?? "no program"} came out. Nothing of this image is kept; build it again, and if it stays so, look at what changes files on the engine's disk.`,
  );
}
