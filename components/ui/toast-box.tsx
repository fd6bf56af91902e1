"use client";

import { useEffect, useRef } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { Button } from "./button.tsx";
import type { Notice } from "./notice.ts";
import { StateMark } from "./state-mark.tsx";

/** Sonner's own style takes the ring away; it stands in no layer, so that nothing weaker brings it back. */
const RING = "focus-visible:[outline:2px_solid_var(--accent)]!";

/** Puts a notice bottom right. */
function showNotice({ text, detail, state = "up", action }: Notice): void {
  toast.custom(
    (id) => (
      <div className="flex w-full items-center gap-3 rounded-plate border border-rule-2 bg-raised py-2.5 pr-2 pl-3.5 text-body text-ink shadow-float sm:w-[380px]">
        <StateMark state={state} />
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {text}
          {detail ? <small className="block text-caption text-ink-3">{detail}</small> : null}
        </span>
        {action && "href" in action ? (
          <Button look="quiet" size="small" asChild>
            <a href={action.href}>{action.label}</a>
          </Button>
        ) : null}
        {action && "onClick" in action ? (
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              toast.dismiss(id);
              action.onClick();
            }}
          >
            {action.label}
          </Button>
        ) : null}
        {state === "failed" ? (
          <Button look="quiet" size="small" onClick={() => toast.dismiss(id)}>
            Dismiss
          </Button>
        ) : null}
      </div>
    ),
    { duration: state === "failed" ? Number.POSITIVE_INFINITY : 6000 },
  );
}

/** Shows each notice once. */
export function ToastBox({ notices }: { notices: readonly Notice[] }) {
  const shown = useRef(0);
  useEffect(() => {
    for (const notice of notices.slice(shown.current)) showNotice(notice);
    shown.current = notices.length;
  }, [notices]);
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      visibleToasts={4}
      className="pointer-events-auto"
      toastOptions={{ className: RING }}
    />
  );
}
