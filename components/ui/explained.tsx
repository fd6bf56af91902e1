import { type CSSProperties, type ReactNode, useId } from "react";

/**
 * A row label that explains itself on hover, on focus (ExplainWhenPointedAt) and on a tap, which the browser alone
 * answers: without JavaScript too, and without work for each label when the page wakes up.
 */
export function Explained({ label, children }: { label: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <span className="contents" style={{ "--explained": `--${id}` } as CSSProperties}>
      <button
        type="button"
        popoverTarget={id}
        popoverTargetAction="show"
        aria-describedby={id}
        className="explained"
      >
        {label}
      </button>
      <div id={id} role="tooltip" popover="auto" className="explanation">
        {children}
      </div>
    </span>
  );
}
