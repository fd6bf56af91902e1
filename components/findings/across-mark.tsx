import { classNames } from "@/components/ui/class-names.ts";
import type { AcrossCell } from "@/lib/findings/schemas-across.ts";

/** One image's part in one flaw. Shape tells: a filled square is there, a dot is not, a hatched box was not looked for. */
export function AcrossMark({ cell, variant }: { cell: AcrossCell; variant: string }) {
  const words = sayCell(cell);
  const label = variant === "" ? words : `${variant}: ${words}`;
  return (
    <span
      title={label}
      className={classNames(
        "inline-grid h-4 min-w-4 place-items-center rounded-[2px] px-0.5 font-medium text-[10.5px] leading-4",
        cell.state === "found" &&
          (cell.acceptance?.state === "accepted" ? "border border-ink-3 text-ink-2" : "bg-ink text-bg"),
        cell.state === "not-found" && "text-ink-3",
        cell.state === "not-seen" && "hatched border border-rule-3 border-dashed",
      )}
    >
      <span aria-hidden="true">{symbolOf(cell)}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

function symbolOf(cell: AcrossCell): string {
  if (cell.state === "not-found") return "·";
  // Something to stand on the line with.
  if (cell.state === "not-seen") return "\u00a0";
  if (cell.acceptance?.state === "accepted") return "a";
  return cell.count > 1 ? String(cell.count) : "\u00a0";
}

function sayCell(cell: AcrossCell): string {
  if (cell.state === "not-found") return "not found";
  if (cell.state === "not-seen") return `not looked for: ${cell.why}`;
  const count = cell.count > 1 ? `found in ${cell.count} packages` : "found";
  const { acceptance } = cell;
  if (!acceptance) return count;
  const until = acceptance.expiresAt ? ` until ${acceptance.expiresAt.slice(0, 10)}` : "";
  return acceptance.state === "accepted"
    ? `${count}, accepted by ${acceptance.author}${until}: ${acceptance.reason}`
    : `${count}, its acceptance by ${acceptance.author} has run out`;
}
