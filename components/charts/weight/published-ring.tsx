import type { WeightChart } from "@/lib/charts/weight.ts";
import { formatDate, UNIT_BYTES } from "@/lib/format.ts";
import type { PublishedMark } from "@/lib/published/figures.ts";
import { percent } from "../percent.ts";

/** A size that somebody else published, below the bar that was measured here: a faint ring, never a bar. */
export function PublishedRing({ mark, chart }: { mark: PublishedMark; chart: WeightChart }) {
  const place = mark.bytes / UNIT_BYTES[chart.unit] / chart.ruler.max;
  const { source, url, date, program } = mark.figure;
  const words = `${mark.variant}, published: ${mark.written} (${source}${date ? `, ${formatDate(date)}` : ""}; ${program})`;
  const ring = (
    <svg viewBox="-6 -4.5 12 9" className="block h-[9px] w-3 overflow-visible" aria-hidden="true">
      <circle r="3.25" fill="none" strokeWidth="1.25" stroke="currentColor" />
      {mark.isLimit ? <path d="M-4 0h-6m2.5-2.5L-10 0l2.5 2.5" fill="none" stroke="currentColor" /> : null}
    </svg>
  );
  const names =
    "pointer-events-auto absolute top-[42px] -translate-x-1/2 text-rule-3 hover:text-ink focus-visible:text-ink print:hidden";
  const style = { left: percent(place) };
  return url ? (
    <a href={url} className={names} style={style} title={words} aria-label={words} rel="noreferrer">
      {ring}
    </a>
  ) : (
    <span className={names} style={style} title={words}>
      {ring}
    </span>
  );
}
