"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A row label that explains itself on hover and focus. */
export function Explained({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>
        <button
          type="button"
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
