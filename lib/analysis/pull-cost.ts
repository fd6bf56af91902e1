export type PulledImage = { imageId: string; layers: readonly { diffId: string; compressedBytes: number }[] };

/** What pulling an image costs a host, compressed. */
export type PullCost = {
  imageId: string;
  /** On a host that has nothing. A layer that is in the image twice is pulled once. */
  emptyHostBytes: number;
  /** On a host that already has one of the others, by that one's imageId. */
  besideBytes: Record<string, number>;
  /** Layers that no other of these images has. */
  ownBytes: number;
};

export type SharedLayer = { diffId: string; compressedBytes: number; imageIds: string[] };

/** Pull costs of images beside each other, and the layers that two or more of them share, largest first. */
export function toPullCosts(images: readonly PulledImage[]): { costs: PullCost[]; shared: SharedLayer[] } {
  const layers = new Map<string, SharedLayer>();
  for (const { imageId, layers: pulled } of images) {
    for (const { diffId, compressedBytes } of pulled) {
      const known = layers.get(diffId) ?? { diffId, compressedBytes, imageIds: [] };
      if (!known.imageIds.includes(imageId)) known.imageIds.push(imageId);
      layers.set(diffId, known);
    }
  }
  const all = [...layers.values()];
  const sumOf = (wanted: (layer: SharedLayer) => boolean) =>
    all.filter(wanted).reduce((sum, { compressedBytes }) => sum + compressedBytes, 0);
  const costs = images.map(({ imageId }): PullCost => {
    const others = images.filter((other) => other.imageId !== imageId);
    return {
      imageId,
      emptyHostBytes: sumOf(({ imageIds }) => imageIds.includes(imageId)),
      besideBytes: Object.fromEntries(
        others.map((other) => [
          other.imageId,
          sumOf(({ imageIds }) => imageIds.includes(imageId) && !imageIds.includes(other.imageId)),
        ]),
      ),
      ownBytes: sumOf(({ imageIds }) => imageIds.length === 1 && imageIds[0] === imageId),
    };
  });
  const shared = all
    .filter(({ imageIds }) => imageIds.length > 1)
    .sort((a, b) => b.compressedBytes - a.compressedBytes || (a.diffId < b.diffId ? -1 : 1));
  return { costs, shared };
}
