import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { StateMark } from "./state-mark.tsx";

/** What happened, to what, and what to do; the code in mono. `warning` is for what still works. */
export function Problem({
  title,
  children,
  code,
  actions,
  level = "failed",
  className,
}: {
  title: string;
  children?: ReactNode;
  code?: string;
  actions?: ReactNode;
  level?: "failed" | "warning";
  className?: string;
}) {
  const failed = level === "failed";
  return (
    <div
      role={failed ? "alert" : "status"}
      className={classNames(
        "rounded-control border border-l-[3px] px-[18px] py-3.5",
        failed ? "border-bad bg-bad-wash" : "border-warn bg-warn-wash",
        className,
      )}
    >
      <h2
        className={classNames(
          "flex items-baseline gap-2 font-semibold text-body",
          failed ? "text-bad" : "text-warn",
        )}
      >
        <StateMark state={failed ? "failed" : "warning"} />
        {title}
      </h2>
      {children ? <div className="mt-1 max-w-[80ch]">{children}</div> : null}
      {actions || code ? (
        <div className="mt-2.5 flex flex-wrap items-center gap-2">
          {actions}
          {code ? <code className="mono text-ink-3">{code}</code> : null}
        </div>
      ) : null}
    </div>
  );
}
