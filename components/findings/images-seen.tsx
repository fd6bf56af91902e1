import { Link } from "@/components/ui/link.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { type FindingsMode, toMarks } from "@/lib/charts/severity.ts";
import type { AcrossImage } from "@/lib/findings/schemas-across.ts";
import { formatCount } from "@/lib/format.ts";
import { CoverageMarks } from "./coverage-marks.tsx";

/** Each image's count, never without what the scanner saw of it. */
export function ImagesSeen({ images, mode }: { images: readonly AcrossImage[]; mode: FindingsMode }) {
  return (
    <ul
      aria-label="What was seen of each image"
      className="mb-5 grid gap-px overflow-hidden rounded-plate border border-rule bg-rule sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(180px,1fr))]"
    >
      {images.map((image) => (
        <li key={image.imageId} data-row="" className="bg-plate px-4 py-3">
          <p className="flex items-baseline justify-between gap-3">
            <VariantName variant={image.variant} href={`/images/${image.imageId}#findings`} />
            <Count image={image} mode={mode} />
          </p>
          {image.scan ? (
            <div className="mt-2">
              <CoverageMarks marks={toMarks(image.scan.coverage)} />
              {image.previousImageId ? (
                <p className="mt-1 text-axis">
                  <Link href={`/findings/changes?from=${image.previousImageId}&to=${image.imageId}`}>
                    Since the build before
                  </Link>
                </p>
              ) : null}
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Count({ image: { scan }, mode }: { image: AcrossImage; mode: FindingsMode }) {
  if (!scan) return <Tag>not scanned yet</Tag>;
  if (scan.answer.kind === "not-scannable") return <Tag kind="not-scannable">not scannable</Tag>;
  if (scan.answer.kind === "unknown" || !scan.counts) return <Tag kind="not-scannable">unknown</Tag>;
  const count = mode === "all" ? scan.counts.total : scan.counts[mode];
  return (
    <b className="font-medium text-ink">
      {scan.answer.isLowerBound ? <span title="at least: parts of the image were not seen">≥ </span> : null}
      {formatCount(count)}
    </b>
  );
}
