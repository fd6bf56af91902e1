"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { Link } from "@/components/ui/link.tsx";
import { Size } from "@/components/ui/size.tsx";
import { findNeighbour, type TreemapChart, type TreemapLeaf } from "@/lib/charts/treemap.ts";
import { formatPercent, formatSize } from "@/lib/format.ts";
import { FILLS, leafKey, ORIGIN_WORDS } from "./origins.tsx";

const LETTER = 6.2;
/** The least width at which labels are drawn; what their rectangle has no room for is left out with an ellipsis. */
const ASSUMED_WIDTH = 560;

/** A treemap that is one stop for Tab: arrows go from rectangle to rectangle, Enter shows the file in the tree. */
export function Treemap({
  chart,
  label,
  openHref,
}: {
  chart: TreemapChart;
  label: string;
  /** Where a path is shown in the tree; the path comes after it. */
  openHref: string;
}) {
  const id = useId();
  const [active, setActive] = useState<number>();
  const leaf = active === undefined ? undefined : chart.leaves[active];

  function onKeyDown(event: KeyboardEvent) {
    const at = active ?? 0;
    switch (event.key) {
      case "ArrowLeft":
      case "ArrowRight":
      case "ArrowUp":
      case "ArrowDown":
        setActive(findNeighbour(chart.leaves, at, event.key));
        break;
      case "Home":
        setActive(0);
        break;
      case "End":
        setActive(chart.leaves.length - 1);
        break;
      case "Enter":
        document.getElementById(`${id}-link`)?.click();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <>
      <div
        role="listbox"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
        onKeyDown={onKeyDown}
        onFocus={() => setActive((known) => known ?? 0)}
        className="bg-bg"
      >
        <svg role="presentation" width="100%" height={chart.heightPx} className="block">
          {chart.leaves.map((each, index) => (
            <Leaf
              key={leafKey(each)}
              id={`${id}-${index}`}
              leaf={each}
              isActive={index === active}
              onPoint={() => setActive(index)}
            />
          ))}
        </svg>
      </div>
      <p className="mt-2 min-h-[36px] text-caption text-ink-2" aria-live="off">
        {leaf === undefined ? (
          <span className="text-ink-3">
            Area is bytes. Point at a rectangle, or go to it with the arrow keys.
          </span>
        ) : (
          <>
            <Link
              id={`${id}-link`}
              href={`${openHref}${encodeURIComponent(leaf.path)}#files`}
              scroll={false}
              className="mono [overflow-wrap:anywhere]"
            >
              /{leaf.path}
            </Link>
            {leaf.files > 1 ? `, ${leaf.files} files` : null}, <Size bytes={leaf.sizeBytes} decimals={3} />,{" "}
            {formatPercent(leaf.ratio)}, {ORIGIN_WORDS[leaf.origin]}
          </>
        )}
      </p>
    </>
  );
}

/** A figure, or nothing where there is no room for all of it: part of a figure would be another one. */
function WholeOrNot({ children }: { children: string }) {
  return (
    <p className="flex h-[14px] flex-wrap overflow-hidden">
      <i className="h-full w-px" />
      <span className="whitespace-nowrap">{children}</span>
    </p>
  );
}

function Leaf({
  id,
  leaf,
  isActive,
  onPoint,
}: {
  id: string;
  leaf: TreemapLeaf;
  isActive: boolean;
  onPoint: () => void;
}) {
  const { fill, stroke, ink, dash } = FILLS[leaf.origin];
  const room = (leaf.width / 100) * ASSUMED_WIDTH - 10;
  const hasLabel = leaf.height >= 20 && room >= Math.min(leaf.label.length, 8) * LETTER;
  const hasSize = hasLabel && leaf.height >= 36 && room >= 50;
  const words = `${leaf.label}, ${formatSize(leaf.sizeBytes, "MB", 3)}, ${ORIGIN_WORDS[leaf.origin]}`;
  return (
    // named by what is in it: a label of its own would have to repeat the texts as they are drawn
    <g id={id} role="option" aria-selected={isActive} tabIndex={-1} onPointerEnter={onPoint}>
      <svg x={`${leaf.x}%`} y={leaf.y} width={`${leaf.width}%`} height={leaf.height}>
        <title>{words}</title>
        <rect
          width="100%"
          height="100%"
          style={{ fill, stroke: isActive ? "var(--accent)" : stroke }}
          strokeWidth={isActive ? 4 : 1}
          strokeDasharray={isActive ? undefined : dash}
        />
        {hasLabel ? (
          // a text of SVG's own would be cut in the midst of a letter
          <foreignObject width="100%" height="100%" className="pointer-events-none">
            <div className="px-1.5 pt-1 text-[11px] leading-[14px]" style={{ color: ink }}>
              <p className="truncate">{leaf.label}</p>
              {hasSize ? <WholeOrNot>{formatSize(leaf.sizeBytes)}</WholeOrNot> : null}
            </div>
          </foreignObject>
        ) : null}
      </svg>
    </g>
  );
}
