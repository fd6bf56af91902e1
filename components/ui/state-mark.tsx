import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type MarkState = "up" | "running" | "failed" | "warning" | "waiting";

/** States differ in shape, not in colour alone: disc, open turning ring, diamond, triangle, thin ring. */
const MARKS: Record<MarkState, string> = {
  up: "size-[7px] rounded-full bg-ok",
  running: "size-2.5 rounded-full border-2 border-accent border-r-transparent motion-safe:animate-turn",
  failed: "size-[7px] rotate-45 scale-90 bg-bad",
  warning: "size-0 border-x-[5px] border-x-transparent border-b-8 border-b-warn",
  waiting: "size-[7px] rounded-full border-[1.5px] border-rule-3",
};

/** The mark alone; a word must stand beside it. */
export function StateMark({ state, className }: { state: MarkState; className?: string }) {
  return <i aria-hidden="true" className={classNames("inline-block flex-none", MARKS[state], className)} />;
}

/** Mark and word. */
export function StateLabel({ state, children }: { state: MarkState; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-2 whitespace-nowrap",
        state === "failed" ? "text-bad" : "text-ink",
      )}
    >
      <span className="inline-flex w-2.5 flex-none justify-center">
        <StateMark state={state} />
      </span>
      {/* its baseline is the whole label’s, as with names */}
      <span className="self-baseline">{children}</span>
    </span>
  );
}
