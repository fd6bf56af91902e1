"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { formatCount } from "@/lib/format.ts";
import type { FileTreeView } from "@/lib/images/schemas-files.ts";
import { FileLine, type LineView } from "./tree-line.tsx";
import { toMove } from "./tree-lines.ts";
import { useFileTree } from "./use-file-tree.ts";

const LINE_PX = 28;
const MOST_PX = 20 * LINE_PX;

/**
 * An image's files as a tree of which only the visible lines are drawn, so that a folder with 50,000 files scrolls as
 * one with five does. One stop for Tab; inside, the keys of any file tree.
 */
export function FileTree({
  imageId,
  query,
  initial,
  isFlat,
  view,
  folderHref,
  label,
}: {
  imageId: string;
  /** Of `GET /images/{imageId}/files`, without path and page. */
  query: string;
  initial: FileTreeView["folders"];
  /** Files that match instead of folders. */
  isFlat: boolean;
  view: LineView;
  /** Where a folder is opened without JavaScript; the path comes after it. */
  folderHref: string;
  label: string;
}) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { lines, toggle, loadMore } = useFileTree({ imageId, query, initial, isFlat });
  const [active, setActive] = useState(-1);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 12,
    initialRect: { width: 0, height: MOST_PX },
  });
  const shown = virtualizer.getVirtualItems();

  useEffect(() => {
    for (const { index } of shown) {
      const line = lines[index];
      if (line?.type === "more") void loadMore(line.parent);
    }
  }, [shown, lines, loadMore]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = toMove(event.key, lines, active, Math.floor(MOST_PX / LINE_PX) - 1);
    if (move === undefined) return;
    event.preventDefault();
    if ("open" in move) toggle(move.open, true);
    else if ("close" in move) toggle(move.close, false);
    else {
      setActive(move.to);
      virtualizer.scrollToIndex(move.to);
    }
  }

  const activeLine = lines[active];
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={activeLine === undefined ? undefined : `${id}-${active}`}
      onKeyDown={onKeyDown}
      onFocus={() => setActive((at) => Math.max(at, 0))}
      className="overflow-y-auto border-rule border-y"
      style={{ height: Math.min(Math.max(lines.length, 1) * LINE_PX, MOST_PX) }}
    >
      <div role="none" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const isFile = line.type === "file";
          const setSize = isFile ? line.siblings : undefined;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
            <div
              key={isFile ? line.row.path : `more ${line.parent}`}
              id={`${id}-${index}`}
              role="treeitem"
              tabIndex={-1}
              aria-level={line.depth + 1}
              aria-setsize={setSize}
              aria-posinset={isFile ? line.position : undefined}
              aria-expanded={isFile && line.row.hasChildren ? line.isOpen : undefined}
              aria-selected={index === active}
              onClick={() => {
                setActive(index);
                if (isFile && line.row.hasChildren) toggle(line.row.path, !line.isOpen);
              }}
              className={classNames(
                "absolute inset-x-0 flex items-center gap-3 border-rule border-b px-1 text-caption hover:bg-plate",
                index === active && "bg-sunken shadow-[inset_2px_0_var(--accent)]",
              )}
              style={{ height: LINE_PX, transform: `translateY(${start}px)` }}
            >
              {isFile ? (
                <FileLine
                  line={line}
                  view={view}
                  href={`${folderHref}${encodeURIComponent(line.row.path)}#files`}
                />
              ) : (
                <span className="text-ink-3" style={{ paddingLeft: line.depth * 16 + 16 }}>
                  {line.left > 0 ? `${formatCount(line.left)} more …` : "Reads …"}
                </span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
