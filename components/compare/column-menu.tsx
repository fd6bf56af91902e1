"use client";

import { Caret } from "@/components/ui/caret.tsx";
import { Menu } from "@/components/ui/menu.tsx";

/** Where a step is not possible it has no address. */
export type ColumnStep = { label: string; href: string | undefined };

/** A column's menu; each step is another address, so that the view can be shared as it is. */
export function ColumnMenu({ name, steps }: { name: string; steps: readonly ColumnStep[] }) {
  return (
    <Menu
      button={{ look: "quiet", size: "small", "aria-label": `Column ${name}`, children: <Caret /> }}
      entries={steps.map((step) => ({ kind: "go", ...step }))}
    />
  );
}
