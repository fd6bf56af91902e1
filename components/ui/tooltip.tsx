"use client";

import { Tooltip as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";

/** A row label that explains itself on hover, on focus and, where nothing hovers, on a tap. */
export function Explained({ label, children }: { label: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <button
          type="button"
          onClick={(event) => {
            // The trigger would close what a tap has just asked for.
            event.preventDefault();
            setOpen(true);
          }}
          className="cursor-help border-rule-3 border-b border-dotted p-0 text-left text-inherit"
        >
          {label}
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side="bottom"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          className="z-50 max-w-[300px] rounded-control border border-rule-2 bg-raised px-3 py-2.5 text-caption text-ink-2 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = Radix.Provider;
