import { Link } from "@/components/ui/link.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import { formatMs, formatSize, type SizeUnit } from "@/lib/format.ts";
import type { RungFigure, RungView } from "@/lib/ladder/schemas.ts";

const LABELS: Record<RungFigure["id"], string> = {
  start: "start",
  memory: "memory",
  compute: "computing",
  allocate: "allocating ×4",
};

const EXPLAINED: Record<RungFigure["id"], string> = {
  start: "From the order to create a container to the first healthy answer, median",
  memory: "Resident memory while idle, median",
  compute: "Half of the answers of an endpoint that only computes took no longer, one request at a time",
  allocate:
    "Half of the answers of an endpoint that allocates and frees took no longer, four requests at a time",
};

function changeOf({ id, against }: RungFigure): string {
  if (against === undefined || against === "equal") return "";
  if (id === "memory") return against === "more" ? "▲ more" : "▼ less";
  return against === "more" ? "▲ slower" : "▼ quicker";
}

/** What a rung costs when it is run, as it was measured; a change against the rung before it only where it is no noise. */
export function RungRun({ rung, unit }: { rung: RungView; unit: SizeUnit }) {
  const { probe, image } = rung;
  if (!image) return null;
  const href = `/images/${image.imageId}#probe`;
  if (!probe)
    return (
      <Link href={href} className="text-ink-3">
        not probed
      </Link>
    );
  if (probe.figures.length === 0)
    return (
      <Link href={href} title={probe.reason} className="no-underline">
        <Tag kind="failed">does not run</Tag>
      </Link>
    );
  return (
    <Link href={href} className="text-ink-2 no-underline hover:text-ink">
      <dl className="grid grid-cols-[auto_auto_auto] justify-start gap-x-3">
        {probe.figures.map((figure) => (
          <div key={figure.id} className="contents">
            <dt className="text-ink-3" title={EXPLAINED[figure.id]}>
              {LABELS[figure.id]}
            </dt>
            <dd className="text-right tabular-nums">
              {figure.id === "memory" ? formatSize(figure.median, unit) : formatMs(figure.median)}
            </dd>
            <dd className="text-ink-3">{changeOf(figure)}</dd>
          </div>
        ))}
      </dl>
    </Link>
  );
}
