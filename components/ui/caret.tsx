import { classNames } from "./class-names.ts";

export function Caret({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 8 8" aria-hidden="true" className={classNames("size-2 flex-none", className)}>
      <path d="M1 2.5 4 5.5 7 2.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </svg>
  );
}
