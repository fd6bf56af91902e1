import type { ComponentProps } from "react";
import { Caret } from "./caret.tsx";
import { classNames } from "./class-names.ts";

/** The browser's own select (keyboard, touch and forms without JavaScript come with it) in our look. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={classNames("relative inline-flex", className)}>
      <select
        className="h-9 w-full appearance-none truncate rounded-control border border-rule-2 bg-bg pr-7 pl-2.5 font-medium text-caption text-ink hover:border-rule-3 md:h-8"
        {...rest}
      />
      <Caret className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
    </span>
  );
}
