import { shortDigest } from "@/lib/format.ts";

/** Where an image stands beside the one before it, which it is measured against. */
export function comparePairHref(previousImageId: string, imageId: string): string {
  const [before, after] = [shortDigest(previousImageId), shortDigest(imageId)];
  return `/compare?images=${before},${after}&ref=${before}`;
}
