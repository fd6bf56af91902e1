import type { Engine } from "../engine/types.ts";

/**
 * The name by which an engine holds an image that was measured; undefined where it does not. An engine with a
 * containerd image store names images by their manifests, every other by their configs.
 */
export async function findHeldImage(
  engine: Pick<Engine, "findImage">,
  image: { imageId: string; manifestDigest: string | null },
): Promise<string | undefined> {
  for (const name of [image.imageId, image.manifestDigest]) {
    if (name !== null && (await engine.findImage(name))) return name;
  }
  return undefined;
}
