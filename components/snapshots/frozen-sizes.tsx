import { SPARKLINE_BOX, SparklineFrame } from "@/components/trends/sparkline.tsx";
import { toSparklineBars } from "@/lib/charts/sparkline.ts";
import { formatSize } from "@/lib/format.ts";
import type { FrozenSizes } from "@/lib/snapshots/schemas.ts";

/** The sizes that a snapshot froze, a bar an image in its variant's colour, in the order of its columns. */
export function FrozenSizesBars({ images }: { images: FrozenSizes | undefined }) {
  if (!images || images.length === 0) return "–";
  const words = images.map(({ variant, sizeBytes }) => `${variant} ${formatSize(sizeBytes)}`).join(", ");
  const bars = toSparklineBars(
    images.map(({ sizeBytes }) => sizeBytes),
    SPARKLINE_BOX,
  );
  return (
    <span title={words} className="inline-block align-middle">
      <SparklineFrame label={`Sizes when it was frozen: ${words}`}>
        {bars.map((bar, index) => (
          <rect key={bar.x} {...bar} data-variant={images[index]?.variant} fill="var(--variant)" />
        ))}
      </SparklineFrame>
    </span>
  );
}
