import type { MouseEvent } from "react";
import { Caret } from "@/components/ui/caret.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { Unit } from "@/components/ui/size.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import { formatCount, formatMegabytes, formatPercent } from "@/lib/format.ts";
import type { FileRowView } from "@/lib/images/schemas-files.ts";
import type { TreeLine } from "./tree-lines.ts";

const CHANGES = {
  added: { sign: "+", words: "added" },
  changed: { sign: "±", words: "changed" },
  removed: { sign: "−", words: "removed" },
  unchanged: undefined,
};
/** A sticky folder is as it should be. */
const SHOWN_FLAGS = ["setuid", "setgid", "world-writable", "capabilities", "device"] as const;
const INDENT_PX = 16;

export type LineView = {
  /** Sizes are those of what is new or gone. */
  onlyChanges: boolean;
  /** What a bar of full width stands for. */
  totalBytes: number;
  /** Say what was put on top of the base. */
  withChanges: boolean;
};

/** The size that a line shows and is sorted by. */
function lineBytes(row: FileRowView, onlyChanges: boolean): number {
  return onlyChanges ? row.changedBytes + row.removedBytes : row.sizeBytes;
}

/** What a reader is told beside a line's name, which eyes see by its caret and sign. */
function toWords(row: FileRowView, withChanges: boolean): string {
  const change = withChanges ? CHANGES[row.change]?.words : undefined;
  const kind = row.hasChildren ? `folder of ${formatCount(row.fileCount)} files` : row.kind;
  return [kind, ...(change === undefined ? [] : [change])].join(", ");
}

/** One line of the tree. Without JavaScript its name is a link that opens the folder. */
export function FileLine({
  line,
  view,
  href,
}: {
  line: Extract<TreeLine, { type: "file" }>;
  view: LineView;
  href: string;
}) {
  const { row, depth, isOpen } = line;
  const bytes = lineBytes(row, view.onlyChanges);
  const ratio = view.totalBytes === 0 ? 0 : bytes / view.totalBytes;
  const isGone = row.change === "removed";
  const name = (
    <span className={classNames("truncate", isGone && "text-ink-3 line-through")}>
      {row.name}
      {row.linkTarget === undefined ? null : <span className="text-ink-3"> → {row.linkTarget}</span>}
    </span>
  );
  return (
    <>
      <span
        className="mono flex min-w-0 flex-1 items-center gap-1.5 text-ink"
        style={{ paddingLeft: depth * INDENT_PX }}
      >
        <span className="inline-flex w-2.5 flex-none text-ink-3">
          {row.hasChildren ? <Caret className={isOpen ? undefined : "-rotate-90"} /> : null}
        </span>
        {row.hasChildren ? (
          <a href={href} tabIndex={-1} onClick={stayHere} className="plain-link min-w-0 truncate">
            {name}
          </a>
        ) : (
          name
        )}
        <span className="sr-only">, {toWords(row, view.withChanges)}</span>
        {SHOWN_FLAGS.filter((flag) => row.flags.includes(flag)).map((flag) => (
          <Tag key={flag}>{flag}</Tag>
        ))}
      </span>
      <Change row={row} isShown={view.withChanges} />
      <span className="hidden h-[5px] w-[70px] flex-none bg-sunken sm:block" aria-hidden="true">
        <i className="block h-full bg-ink-2" style={{ width: `${(Math.min(1, ratio) * 100).toFixed(1)}%` }} />
      </span>
      <span
        className="w-[76px] flex-none whitespace-nowrap text-right text-ink"
        title={`${formatCount(bytes)} bytes`}
      >
        {isGone ? "−" : null}
        {formatMegabytes(bytes)}
        <Unit>MB</Unit>
      </span>
      <span className="hidden w-[58px] flex-none whitespace-nowrap text-right text-ink-3 sm:block">
        {formatPercent(ratio)}
      </span>
    </>
  );
}

/** The line around it opens the folder here; a new tab is left to the browser. */
function stayHere(event: MouseEvent) {
  if (!event.metaKey && !event.ctrlKey && !event.shiftKey) event.preventDefault();
}

function Change({ row, isShown }: { row: FileRowView; isShown: boolean }) {
  const change = isShown ? CHANGES[row.change] : undefined;
  return (
    <span
      aria-hidden="true"
      className="mono w-3 flex-none text-center text-ink-2"
      title={change && `${change.words} in layer ${row.layerIndex}`}
    >
      {change?.sign}
    </span>
  );
}
